/** Owns the SQL of words for carriers, and of the defaults of service levels. */
import type { Instant, Keyset } from '@jetway/kernel';
import type { CarrierMapping } from '@jetway/oms-api';
import { type Run, statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import type { CarrierWords, MappedWord } from './carriers.ts';

export interface MappingRow {
  readonly mappingId: string;
  readonly channel: CarrierMapping['channel'];
  readonly word: string;
  readonly carrier: string;
  readonly method: string | null;
  readonly defaultFor: readonly string[];
  readonly version: number;
  readonly createdAt: Instant;
}

interface MappingRecord {
  mapping_id: string;
  channel: CarrierMapping['channel'];
  word: string;
  carrier: string;
  method: string | null;
  default_for: string[];
  version: number;
  created_at: number;
}

const toMapping = (row: MappingRecord): MappingRow => ({
  mappingId: row.mapping_id,
  channel: row.channel,
  word: row.word,
  carrier: row.carrier,
  method: row.method,
  defaultFor: row.default_for,
  version: row.version,
  createdAt: row.created_at,
});

const columns = `m.mapping_id, m.channel, m.word, m.carrier, m.method, m.version, m.created_at,
  array(
    select d.service_level from oms.carrier_defaults d
    where d.organization_id = m.organization_id and d.mapping_id = m.mapping_id
    order by d.service_level) as default_for`;

const list = statement<MappingRecord>(
  'carrierMappingList',
  `select ${columns} from oms.carrier_mappings m
   where m.organization_id = $1 and (m.created_at, m.mapping_id) > ($2, $3)
   order by m.created_at, m.mapping_id limit $4`,
);

/** Mappings, oldest first. */
export async function listMappings(
  handle: Handle,
  organizationId: string,
  after: Keyset | undefined,
  limit: number,
): Promise<readonly MappingRow[]> {
  return (await list(handle, [organizationId, after?.at ?? -1, after?.id ?? '', limit])).map(toMapping);
}

const lock = statement(
  'carrierMappingLock',
  'select mapping_id from oms.carrier_mappings where organization_id = $1 and mapping_id = $2 for update',
);

const load = statement<MappingRecord>(
  'carrierMappingLoad',
  `select ${columns} from oms.carrier_mappings m where m.organization_id = $1 and m.mapping_id = $2`,
);

/** Loads a mapping that nobody else changes until `tx` ends. */
export async function lockMapping(
  tx: Handle,
  organizationId: string,
  mappingId: string,
): Promise<MappingRow | undefined> {
  await lock(tx, [organizationId, mappingId]);
  const [row] = await load(tx, [organizationId, mappingId]);
  return row && toMapping(row);
}

export interface MappingValues extends MappedWord {
  readonly mappingId: string;
  readonly channel: CarrierMapping['channel'];
  readonly word: string;
  readonly wordKey: string;
  readonly defaultFor: readonly string[];
}

const insert = statement(
  'carrierMappingInsert',
  `insert into oms.carrier_mappings (organization_id, mapping_id, channel, word, word_key, carrier, method, created_at,
     updated_at, updated_by, request_id)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10)
   on conflict do nothing
   returning mapping_id`,
);

const update = statement(
  'carrierMappingUpdate',
  `update oms.carrier_mappings set word = $4, word_key = $5, carrier = $6, method = $7, version = version + 1,
     updated_at = $8, updated_by = $9, request_id = $10
   where organization_id = $1 and mapping_id = $2 and channel = $3
     and not exists (
       select 1 from oms.carrier_mappings o
       where o.organization_id = $1 and o.channel = $3 and o.word_key = $5 and o.mapping_id <> $2)
   returning mapping_id`,
);

const dropDefaults = statement(
  'carrierDefaultRemove',
  'delete from oms.carrier_defaults where organization_id = $1 and mapping_id = $2',
);

const addDefaults = statement<{ service_level: string }>(
  'carrierDefaultAdd',
  `insert into oms.carrier_defaults (organization_id, channel, service_level, mapping_id)
   select $1, $2, l.service_level, $4 from unnest($3::text[]) as l(service_level) order by l.service_level
   on conflict do nothing
   returning service_level`,
);

/** What kept a mapping from being written: its word is another's, or this service level has another default. */
export type WriteConflict = { readonly kind: 'word' } | { readonly kind: 'default'; readonly serviceLevel: string };

type WriteMapping = (
  tx: Handle,
  organizationId: string,
  mapping: MappingValues,
  by: Actor,
  now: Instant,
) => Promise<WriteConflict | undefined>;

const writing =
  (run: Run<unknown>): WriteMapping =>
  async (tx, organizationId, mapping, by, now) => {
    const { mappingId, channel, word, wordKey, carrier, method, defaultFor } = mapping;
    const values = [organizationId, mappingId, channel, word, wordKey, carrier, method, now, by.actor, by.requestId];
    if ((await run(tx, values)).length === 0) return { kind: 'word' };
    await dropDefaults(tx, [organizationId, mappingId]);
    const added = await addDefaults(tx, [organizationId, channel, [...defaultFor], mappingId]);
    const taken = defaultFor.find((level) => added.every((row) => row.service_level !== level));
    return taken === undefined ? undefined : { kind: 'default', serviceLevel: taken };
  };

export const insertMapping = writing(insert);
export const updateMapping = writing(update);

const remove = statement(
  'carrierMappingRemove',
  'delete from oms.carrier_mappings where organization_id = $1 and mapping_id = $2 returning mapping_id',
);

/** Removes a mapping and its defaults; false when there is none. */
export async function removeMapping(tx: Handle, organizationId: string, mappingId: string): Promise<boolean> {
  await lock(tx, [organizationId, mappingId]);
  await dropDefaults(tx, [organizationId, mappingId]);
  return (await remove(tx, [organizationId, mappingId])).length === 1;
}

const listWords = statement<{ word_key: string; carrier: string; method: string | null }>(
  'carrierMappingListByWord',
  `select word_key, carrier, method from oms.carrier_mappings
   where organization_id = $1 and channel = $2 and word_key = any($3::text[])`,
);

const listDefaults = statement<{ service_level: string; carrier: string; method: string | null }>(
  'carrierDefaultListByLevel',
  `select d.service_level, m.carrier, m.method from oms.carrier_defaults d
   join oms.carrier_mappings m on m.organization_id = d.organization_id and m.mapping_id = d.mapping_id
   where d.organization_id = $1 and d.channel = $2 and d.service_level = any($3::text[])`,
);

/** The mappings of words, and the defaults of service levels. */
export async function loadWords(
  handle: Handle,
  organizationId: string,
  channel: string,
  wanted: { readonly keys: readonly string[]; readonly levels: readonly string[] },
): Promise<CarrierWords> {
  const words = await listWords(handle, [organizationId, channel, [...wanted.keys]]);
  const defaults =
    wanted.levels.length === 0 ? [] : await listDefaults(handle, [organizationId, channel, [...wanted.levels]]);
  return {
    byKey: new Map(words.map(({ word_key, ...word }) => [word_key, word])),
    byLevel: new Map(defaults.map(({ service_level, ...word }) => [service_level, word])),
  };
}
