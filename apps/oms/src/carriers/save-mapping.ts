/** Owns making, changing and removing words for carriers: what is checked, what is written, who is told. */
import { type Ids, type Instant, ok, type Refused, type Result, refuse } from '@jetway/kernel';
import type { CarrierMapping } from '@jetway/oms-api';
import type { Channel, Channels } from '../channels/index.ts';
import type { Database, Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { touch } from '../events/index.ts';
import { wordKey } from './carriers.ts';
import {
  insertMapping,
  lockMapping,
  type MappingRow,
  type MappingValues,
  removeMapping,
  updateMapping,
  type WriteConflict,
} from './mappings.store.ts';

export interface MappingBody {
  readonly word: string;
  readonly carrier: string;
  readonly method?: string | null;
  readonly defaultFor?: readonly string[];
}

export type MappingCode =
  | 'empty_word'
  | 'unknown_carrier'
  | 'unknown_method'
  | 'unknown_service_level'
  | 'method_required'
  | 'word_taken'
  | 'default_taken';

export interface MappingDeps {
  readonly database: Database;
  readonly ids: Ids;
  readonly channels: Channels;
}

/** Undoes a mapping whose word or default is another's. */
class Undo extends Error {
  readonly refused: Refused<MappingCode>;
  constructor(refused: Refused<MappingCode>) {
    super(refused.refusal.text);
    this.refused = refused;
  }
}

/** Makes a mapping. */
export const makeMapping = (
  { database, ids, channels }: MappingDeps,
  organizationId: string,
  kind: CarrierMapping['channel'],
  body: MappingBody,
  by: Actor,
  now: Instant,
): Promise<Result<MappingRow, MappingCode>> =>
  undoable(database, async (tx) => {
    const values = check(channels.get(kind), { mappingId: ids.uuid(), channel: kind }, body);
    if (!values.ok) return values;
    return ok(
      await written(tx, organizationId, values.value, insertMapping(tx, organizationId, values.value, by, now)),
    );
  });

/** Changes a mapping that is still at `version`. */
export const changeMapping = (
  { database, channels }: MappingDeps,
  organizationId: string,
  target: { readonly mappingId: string; readonly version: number },
  body: MappingBody,
  by: Actor,
  now: Instant,
): Promise<Result<MappingRow, MappingCode | 'not_found' | 'changed_meanwhile'>> =>
  undoable(database, async (tx): Promise<Result<MappingRow, MappingCode | 'not_found' | 'changed_meanwhile'>> => {
    const before = await lockMapping(tx, organizationId, target.mappingId);
    if (before === undefined) return NO_MAPPING;
    if (before.version !== target.version)
      return refuse('changed_meanwhile', 'The word was changed meanwhile: look at it again.');
    const values = check(channels.get(before.channel), before, body);
    if (!values.ok) return values;
    return ok(
      await written(tx, organizationId, values.value, updateMapping(tx, organizationId, values.value, by, now)),
    );
  });

export const NO_MAPPING = refuse('not_found', 'There is no such word.');

/** Removes a mapping; parcels shipped under it stay as they are. */
export const dropMapping = ({ database }: MappingDeps, organizationId: string, mappingId: string): Promise<boolean> =>
  database.transaction(async (tx) => {
    const isRemoved = await removeMapping(tx, organizationId, mappingId);
    if (isRemoved) await touch(tx, organizationId, 'carriers', mappingId);
    return isRemoved;
  });

async function undoable<T, Code extends string>(
  database: Database,
  work: (tx: Handle) => Promise<Result<T, Code | MappingCode>>,
): Promise<Result<T, Code | MappingCode>> {
  try {
    return await database.transaction(work);
  } catch (error) {
    if (error instanceof Undo) return error.refused;
    throw error;
  }
}

async function written(
  tx: Handle,
  organizationId: string,
  { mappingId }: MappingValues,
  writing: Promise<WriteConflict | undefined>,
): Promise<MappingRow> {
  const conflict = await writing;
  if (conflict !== undefined) throw new Undo(taken(conflict));
  await touch(tx, organizationId, 'carriers', mappingId);
  const mapping = await lockMapping(tx, organizationId, mappingId);
  if (mapping === undefined) throw new Error('a word vanished while it was written');
  return mapping;
}

const taken = (conflict: WriteConflict): Refused<MappingCode> =>
  conflict.kind === 'word'
    ? refuse('word_taken', 'This word has a meaning already.', { path: '/word' })
    : refuse('default_taken', `${conflict.serviceLevel} has another default already.`, { path: '/defaultFor' });

/** The channel's own spelling of everything, or why it has none. */
function check(
  channel: Channel,
  { mappingId, channel: kind }: Pick<MappingValues, 'mappingId' | 'channel'>,
  body: MappingBody,
): Result<MappingValues, MappingCode> {
  const word = body.word.trim();
  const key = wordKey(word);
  if (key === '') return refuse('empty_word', 'A word has letters or digits.', { path: '/word' });
  const carrier = channel.matchCarrier(body.carrier);
  if (carrier === undefined)
    return refuse('unknown_carrier', `The channel knows no carrier ${body.carrier}.`, { path: '/carrier' });
  const method = body.method == null ? null : channel.matchMethod(body.method);
  if (method === undefined)
    return refuse('unknown_method', `The channel knows no method ${body.method}.`, { path: '/method' });
  const levels = body.defaultFor ?? [];
  const found = levels.map((level) => channel.matchServiceLevel(level));
  const odd = found.indexOf(undefined);
  if (odd !== -1)
    return refuse('unknown_service_level', `The channel knows no service level ${levels[odd]}.`, {
      path: `/defaultFor/${odd}`,
    });
  const defaultFor = [...new Set(found.filter((level) => level !== undefined))];
  if (method === null && defaultFor.length > 0)
    return refuse('method_required', 'A default needs a method.', { path: '/method' });
  return ok({ mappingId, channel: kind, word, wordKey: key, carrier, method, defaultFor });
}
