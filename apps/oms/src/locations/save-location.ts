/** Owns making and changing a location: what is checked, what is written, what becomes due. */
import { type Ids, type Instant, ok, type Refused, type Result, refuse } from '@jetway/kernel';
import { isUniqueViolation } from '@jetway/service';
import type { Database, Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { markAllStockDue } from '../inventory/index.ts';
import { insertLocationRow, loadLocation, lockLocation, replaceNodes, updateLocationRow } from './locations.store.ts';
import { isTimeZone, type LocationNode, type LocationRow, repeatedConnection } from './locations.ts';

/** Which of these connections the organization has; the connections feature answers it. */
export type KnownConnections = (
  handle: Handle,
  organizationId: string,
  connectionIds: readonly string[],
) => Promise<ReadonlySet<string>>;

export interface LocationBody {
  readonly name: string;
  readonly timeZone: string;
  readonly cutOff: string;
  readonly zipCode?: string | null;
  readonly priority?: number;
  readonly active?: boolean;
  readonly nodes?: readonly LocationNode[];
}

export type LocationCode = 'name_taken' | 'node_taken' | 'unknown_time_zone' | 'unknown_connection';

export interface LocationDeps {
  readonly ids: Ids;
  readonly knownConnections: KnownConnections;
}

/** Undoes what the transaction did so far, with a refusal for the caller. */
class Undo extends Error {
  readonly refusal: Refused<LocationCode>;
  constructor(refusal: Refused<LocationCode>) {
    super(refusal.refusal.text);
    this.refusal = refusal;
  }
}

/** Runs work in a transaction that is rolled back when it is refused half-way, or when a name was taken meanwhile. */
export async function undoable<T, Code extends string>(
  database: Database,
  work: (tx: Handle) => Promise<Result<T, Code | LocationCode>>,
): Promise<Result<T, Code | LocationCode>> {
  try {
    return await database.transaction(work);
  } catch (error) {
    if (error instanceof Undo) return error.refusal;
    if (isUniqueViolation(error, 'locations_name_unique')) return NAME_TAKEN;
    throw error;
  }
}

const NAME_TAKEN = refuse('name_taken', 'Another location has this name.', { path: '/name' });

/** Of a location nobody gave one: there is room on both sides. */
const MIDDLE_PRIORITY = 100;

/** Makes a location. */
export async function makeLocation(
  tx: Handle,
  organizationId: string,
  body: LocationBody,
  deps: LocationDeps,
  by: Actor,
  now: Instant,
): Promise<Result<LocationRow, LocationCode>> {
  const sound = await check(tx, organizationId, body, deps);
  if (!sound.ok) return sound;
  const locationId = deps.ids.uuid();
  const { name, timeZone, cutOff, zipCode = null, active = true, priority = MIDDLE_PRIORITY, nodes = [] } = body;
  const values = { locationId, name, timeZone, cutOff, zipCode, active, priority };
  if (!(await insertLocationRow(tx, organizationId, values, by, now))) return NAME_TAKEN;
  await setNodes(tx, organizationId, locationId, [], nodes, now);
  return ok(await reload(tx, organizationId, locationId));
}

/** Changes a location that is still at `version`; what the body leaves out stays as it is. */
export async function changeLocation(
  tx: Handle,
  organizationId: string,
  target: { readonly locationId: string; readonly version: number },
  body: LocationBody,
  deps: LocationDeps,
  by: Actor,
  now: Instant,
): Promise<Result<LocationRow, LocationCode | 'not_found' | 'changed_meanwhile'>> {
  const { locationId, version } = target;
  const before = await lockLocation(tx, organizationId, locationId);
  if (before === undefined) return refuse('not_found', 'There is no such location.');
  if (before.version !== version)
    return refuse('changed_meanwhile', 'The location was changed meanwhile: look at it again.');
  const sound = await check(tx, organizationId, body, deps);
  if (!sound.ok) return sound;
  const { name, timeZone, cutOff, zipCode = before.zipCode, active = before.active, nodes = before.nodes } = body;
  const values = { locationId, name, timeZone, cutOff, zipCode, active, priority: body.priority ?? before.priority };
  if (!(await updateLocationRow(tx, organizationId, values, by, now))) return NAME_TAKEN;
  if (body.nodes !== undefined) await setNodes(tx, organizationId, locationId, before.nodes, nodes, now);
  if (active !== before.active) await markAllStockDue(tx, organizationId, connectionsOf(nodes), now);
  return ok(await reload(tx, organizationId, locationId));
}

async function check(
  tx: Handle,
  organizationId: string,
  body: LocationBody,
  deps: LocationDeps,
): Promise<Result<void, LocationCode>> {
  if (!isTimeZone(body.timeZone))
    return refuse('unknown_time_zone', `There is no time zone ${body.timeZone}.`, { path: '/timeZone' });
  const nodes = body.nodes ?? [];
  const repeated = repeatedConnection(nodes);
  if (repeated !== undefined)
    return refuse('node_taken', 'A location is one node of each connection.', { path: `/nodes/${repeated}` });
  const known = await deps.knownConnections(tx, organizationId, connectionsOf(nodes));
  const unknown = nodes.findIndex((node) => !known.has(node.connectionId));
  if (unknown !== -1)
    return refuse('unknown_connection', 'There is no such connection.', { path: `/nodes/${unknown}/connectionId` });
  return ok(undefined);
}

async function setNodes(
  tx: Handle,
  organizationId: string,
  locationId: string,
  before: readonly LocationNode[],
  after: readonly LocationNode[],
  now: Instant,
): Promise<void> {
  if (!(await replaceNodes(tx, organizationId, locationId, after)))
    throw new Undo(refuse('node_taken', 'Another location is this node already.', { path: '/nodes' }));
  const changed = symmetricDifference(before, after);
  if (changed.length > 0) await markAllStockDue(tx, organizationId, connectionsOf(changed), now);
}

const nameOf = (node: LocationNode): string => `${node.connectionId}\n${node.nodeId}`;

function symmetricDifference(before: readonly LocationNode[], after: readonly LocationNode[]): LocationNode[] {
  const old = new Set(before.map(nameOf));
  const current = new Set(after.map(nameOf));
  return [...before.filter((node) => !current.has(nameOf(node))), ...after.filter((node) => !old.has(nameOf(node)))];
}

const connectionsOf = (nodes: readonly LocationNode[]): string[] => [
  ...new Set(nodes.map((node) => node.connectionId)),
];

async function reload(tx: Handle, organizationId: string, locationId: string): Promise<LocationRow> {
  const location = await loadLocation(tx, organizationId, locationId);
  if (location === undefined) throw new Error('a location vanished while it was written');
  return location;
}
