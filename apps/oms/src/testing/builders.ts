/** Owns things to test with, made with sensible defaults and unlike any other test's. */
import type { Clock, Ids } from '@jetway/kernel';
import type { Role } from '@jetway/oms-api';
import { hashPassword } from '@jetway/service';
import type { Database } from '../database/index.ts';
import { systemActor } from '../edge/index.ts';
import { ensureDesiredStock, makeSkus, type SkuRow } from '../inventory/index.ts';
import { makeLocation } from '../locations/index.ts';
import { insertOrganization } from '../organizations/index.ts';
import { insertApiKey, insertMembership, insertUser } from '../users/index.ts';

/** What builders need of a test. */
export interface Ground {
  readonly database: Database;
  readonly ids: Ids;
  readonly clock: Clock;
}

/** The password of every member made here. */
export const PASSWORD = 'correct horse battery';

// Hashing is slow on purpose; one hash serves all members of a test run.
let passwordHash: Promise<string> | undefined;

/** An organization of its own: what a test in a shared database keeps apart by. */
export async function anOrganization({ database, ids, clock }: Ground, name = 'Acme Outdoor'): Promise<string> {
  return database.transaction((tx) => insertOrganization(tx, name, ids, systemActor, clock.now()));
}

export interface TestMember {
  readonly userId: string;
  readonly email: string;
  readonly role: Role;
}

/** A person who belongs to the organization, with {@link PASSWORD}. */
export async function aMember(
  { database, ids, clock }: Ground,
  organizationId: string,
  more: { readonly role?: Role; readonly email?: string; readonly name?: string } = {},
): Promise<TestMember> {
  passwordHash ??= hashPassword(PASSWORD);
  const hash = await passwordHash;
  const { role = 'admin', email = `${ids.hex32()}@example.com`, name = 'Kim Lee' } = more;
  const now = clock.now();
  return database.transaction(async (tx) => {
    const userId = await insertUser(tx, { email, name, passwordHash: hash }, ids, systemActor, now);
    if (userId === undefined) throw new Error(`${email} exists already`);
    await insertMembership(tx, organizationId, { userId, role }, systemActor, now);
    return { userId, email, role };
  });
}

/** A key of the organization: its text. */
export async function anApiKey(
  { database, ids, clock }: Ground,
  organizationId: string,
  role: Role = 'admin',
): Promise<string> {
  const key = { name: `test ${role}`, role };
  const made = await database.transaction((tx) => insertApiKey(tx, organizationId, key, ids, systemActor, clock.now()));
  return made.key;
}

/** A location; its connections are not asked for. */
export async function aLocation(
  { database, ids, clock }: Ground,
  organizationId: string,
  more: {
    readonly name?: string;
    readonly nodes?: readonly { readonly connectionId: string; readonly nodeId: string }[];
    readonly active?: boolean;
  } = {},
): Promise<string> {
  const { name = `Warehouse ${ids.digits(6)}`, nodes = [], active = true } = more;
  const body = { name, timeZone: 'America/New_York', cutOff: '14:00', zipCode: '07030', nodes, active };
  const knownConnections = async (_handle: unknown, _organizationId: string, wanted: readonly string[]) =>
    new Set(wanted);
  const made = await database.transaction((tx) =>
    makeLocation(tx, organizationId, body, { ids, knownConnections }, systemActor, clock.now()),
  );
  if (!made.ok) throw new Error(made.refusal.text);
  return made.value.locationId;
}

/** A SKU, with stock at locations when given. */
export async function aSku(
  { database, ids, clock }: Ground,
  organizationId: string,
  more: {
    readonly sku?: string;
    readonly title?: string;
    readonly imageUrl?: string;
    readonly stock?: Readonly<Record<string, number>>;
    readonly connectionIds?: readonly string[];
  } = {},
): Promise<SkuRow> {
  const { sku = `SKU-${ids.digits(8)}`, title = 'Enamel camping mug', imageUrl = null, connectionIds = [] } = more;
  const stock = Object.entries(more.stock ?? {}).map(([locationId, onHand]) => ({ locationId, onHand }));
  const made = await database.transaction((tx) =>
    makeSkus(tx, organizationId, [{ sku, title, imageUrl, stock }], connectionIds, ids, systemActor, clock.now()),
  );
  if (!made.ok) throw new Error(made.refusal.text);
  const [row] = made.value;
  if (row === undefined) throw new Error(`${sku} exists already`);
  return row;
}

/** A connection to a channel, without going through its routes: live, and with everything switched on. */
export async function aConnection(
  { database, ids, clock }: Ground,
  organizationId: string,
  more: { readonly name?: string; readonly mode?: 'watch' | 'live' | 'stopped'; readonly sendsStock?: boolean } = {},
): Promise<string> {
  const connectionId = ids.uuid();
  const { name = `Jet ${ids.hex32()}`, mode = 'live', sendsStock = true } = more;
  const now = clock.now();
  await database.transaction(async (tx) => {
    await tx
      .insertInto('connections')
      .values({
        organization_id: organizationId,
        connection_id: connectionId,
        channel: 'jet',
        name,
        base_url: 'http://marketplace.test/api',
        settings: JSON.stringify({ jet_api_user: 'user' }),
        secrets: JSON.stringify({ jet_api_secret: 'of no use' }),
        mode,
        sends_stock: sendsStock,
        created_at: now,
        updated_at: now,
        updated_by: systemActor.actor,
      })
      .execute();
    await tx
      .insertInto('connection_states')
      .values({ organization_id: organizationId, connection_id: connectionId })
      .execute();
    await ensureDesiredStock(tx, organizationId, [connectionId], now);
  });
  return connectionId;
}
