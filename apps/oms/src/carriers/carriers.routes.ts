/** Owns the HTTP edge of words for carriers, and of what tracking numbers tell. */
import { refuse, toPage } from '@jetway/kernel';
import { type CarrierMapping, type CarrierMatch, carrierRoutes } from '@jetway/oms-api';
import { DEFAULT_LIMIT, etagOf, ifMatchVersion, problem, readCursor } from '@jetway/service';
import { defineFeature, type Feature } from '../edge/index.ts';
import { carrierFinder } from './find-carriers.ts';
import { listMappings, type MappingRow } from './mappings.store.ts';
import { changeMapping, dropMapping, type MappingDeps, makeMapping, NO_MAPPING } from './save-mapping.ts';
import { readTracking } from './tracking-numbers.ts';

const STATUS = {
  empty_word: 400,
  unknown_carrier: 400,
  unknown_method: 400,
  unknown_service_level: 400,
  method_required: 400,
  word_taken: 409,
  default_taken: 409,
  changed_meanwhile: 409,
  not_found: 404,
} as const;

const VERSION_REQUIRED = refuse('version_required', 'Send the version you have seen in If-Match.').refusal;

/** Words for carriers over HTTP: list, make, change, remove, try; and a look at a tracking number. */
export function carriersFeature(deps: MappingDeps): Feature<typeof carrierRoutes> {
  return defineFeature({ routes: carrierRoutes, handlers: { ...mappingHandlers(deps), ...readingHandlers(deps) } });
}

type CarrierHandlers = Feature<typeof carrierRoutes>['handlers'];
type Reading = 'matchCarrier' | 'getCarrierOptions' | 'checkTracking';

const mappingHandlers = (deps: MappingDeps): Omit<CarrierHandlers, Reading> => ({
  listCarrierMappings: async ({ organizationId, requestId }, { query }) => {
    const after = readCursor(query.cursor);
    if (!after.ok) return problem(400, after.refusal, { requestId });
    const limit = query.limit ?? DEFAULT_LIMIT;
    const rows = await listMappings(deps.database.db, organizationId, after.value, limit + 1);
    const page = toPage(rows, limit, ({ createdAt, mappingId }) => ({ at: createdAt, id: mappingId }));
    return { status: 200, body: { items: page.items.map(toMapping), next: page.next } };
  },
  createCarrierMapping: async (context, { body }) => {
    const { organizationId, now, requestId } = context;
    const made = await makeMapping(deps, organizationId, body.channel, body, context, now);
    if (!made.ok) return problem(STATUS[made.refusal.code], made.refusal, { requestId });
    return { status: 201, body: toMapping(made.value), headers: etagOf(made.value.version) };
  },
  changeCarrierMapping: async (context, { params, body }) => {
    const { organizationId, now, requestId } = context;
    const version = ifMatchVersion(context);
    if (!version.ok) return problem(400, version.refusal, { requestId });
    if (version.value === undefined) return problem(400, VERSION_REQUIRED, { requestId });
    const target = { mappingId: params.mappingId, version: version.value };
    const changed = await changeMapping(deps, organizationId, target, body, context, now);
    if (!changed.ok) return problem(STATUS[changed.refusal.code], changed.refusal, { requestId });
    return { status: 200, body: toMapping(changed.value), headers: etagOf(changed.value.version) };
  },
  removeCarrierMapping: async ({ organizationId, requestId }, { params }) => {
    const isRemoved = await dropMapping(deps, organizationId, params.mappingId);
    return isRemoved ? { status: 204 } : problem(404, NO_MAPPING.refusal, { requestId });
  },
});

const readingHandlers = ({ database, channels }: MappingDeps): Pick<CarrierHandlers, Reading> => ({
  matchCarrier: async ({ organizationId }, { query }) => {
    const asked = { carrier: query.carrier, method: query.method, serviceLevel: query.serviceLevel ?? null };
    const find = await carrierFinder(database.db, organizationId, channels.get(query.channel), [asked]);
    const found = find(asked);
    if (!found.ok) return { status: 200, body: { match: null, text: found.refusal.text } };
    return { status: 200, body: { match: found.value, text: MEANT[found.value.by] } };
  },
  getCarrierOptions: async (_context, { query }) => {
    const channel = channels.get(query.channel);
    return { status: 200, body: { ...channel.shippingOptions(), serviceLevels: [...channel.serviceLevels] } };
  },
  checkTracking: async (_context, { query }) => {
    const channel = channels.get(query.channel);
    const carrier = query.carrier === undefined ? null : (channel.matchCarrier(query.carrier) ?? query.carrier);
    const { looksLike, warning = null } = readTracking(query.trackingNumber, carrier);
    const [suggested = null] = looksLike
      .map((family) => channel.matchCarrier(family))
      .filter((name) => name !== undefined);
    const isConcatenated = channel.isConcatenatedTracking(query.trackingNumber);
    return { status: 200, body: { suggestedCarrier: suggested, isConcatenated, warning } };
  },
});

const MEANT: Readonly<Record<NonNullable<CarrierMatch['match']>['by'], string>> = {
  mapping: 'By a word of yours.',
  channel: 'The channel knows it by itself.',
  default: 'By the default of the service level.',
};

const toMapping = ({ mappingId, defaultFor, createdAt: _, ...row }: MappingRow): CarrierMapping => ({
  ...row,
  id: mappingId,
  defaultFor: [...defaultFor],
});
