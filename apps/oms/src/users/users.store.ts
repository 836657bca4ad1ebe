/** Owns the SQL of people and their memberships. */
import type { Ids, Instant, Keyset } from '@jetway/kernel';
import type { Member, Role } from '@jetway/oms-api';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';

export interface User {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
}

interface UserRecord {
  user_id: string;
  email: string;
  name: string;
  password_hash: string;
}

const toUser = (row: UserRecord): User => ({
  userId: row.user_id,
  email: row.email,
  name: row.name,
  passwordHash: row.password_hash,
});

const byEmail = statement<UserRecord>(
  'userByEmail',
  'select user_id, email, name, password_hash from oms.users where email = $1',
);
const byId = statement<UserRecord>(
  'userById',
  'select user_id, email, name, password_hash from oms.users where user_id = $1',
);

/** The person with this address, in its normal form. */
export async function userByEmail(handle: Handle, email: string): Promise<User | undefined> {
  const [row] = await byEmail(handle, [email]);
  return row && toUser(row);
}

export async function userById(handle: Handle, userId: string): Promise<User | undefined> {
  const [row] = await byId(handle, [userId]);
  return row && toUser(row);
}

const insert = statement<{ user_id: string }>(
  'userInsert',
  `insert into oms.users (user_id, email, name, password_hash, created_at, updated_at, updated_by, request_id)
   values ($1, $2, $3, $4, $5, $5, $6, $7)
   on conflict (email) do nothing
   returning user_id`,
);

/** Makes a person; undefined when the address is taken. */
export async function insertUser(
  tx: Handle,
  user: { readonly email: string; readonly name: string; readonly passwordHash: string },
  ids: Ids,
  by: Actor,
  now: Instant,
): Promise<string | undefined> {
  const values = [ids.uuid(), user.email, user.name, user.passwordHash, now, by.actor, by.requestId];
  const [row] = await insert(tx, values);
  return row?.user_id;
}

const setPassword = statement(
  'userSetPassword',
  `update oms.users set password_hash = $2, updated_at = $3, updated_by = $4, request_id = $5 where user_id = $1`,
);

export async function updatePassword(
  tx: Handle,
  userId: string,
  passwordHash: string,
  by: Actor,
  now: Instant,
): Promise<void> {
  await setPassword(tx, [userId, passwordHash, now, by.actor, by.requestId]);
}

const insertMember = statement<{ user_id: string }>(
  'membershipInsert',
  `insert into oms.memberships (organization_id, user_id, role, created_at, updated_at, updated_by, request_id)
   values ($1, $2, $3, $4, $4, $5, $6)
   on conflict do nothing
   returning user_id`,
);

/** Lets a person into an organization; false when they belong to it already. */
export async function insertMembership(
  tx: Handle,
  organizationId: string,
  member: { readonly userId: string; readonly role: Role },
  by: Actor,
  now: Instant,
): Promise<boolean> {
  const rows = await insertMember(tx, [organizationId, member.userId, member.role, now, by.actor, by.requestId]);
  return rows.length === 1;
}

interface MemberRecord {
  user_id: string;
  email: string;
  name: string;
  role: Role;
  active: boolean;
  created_at: number;
}

const toMember = (row: MemberRecord): Member => ({
  userId: row.user_id,
  email: row.email,
  name: row.name,
  role: row.role,
  active: row.active,
  createdAt: row.created_at,
});

const list = statement<MemberRecord>(
  'membershipList',
  `select m.user_id, u.email, u.name, m.role, m.active, m.created_at
   from oms.memberships m join oms.users u on u.user_id = m.user_id
   where m.organization_id = $1 and (m.created_at, m.user_id) > ($2, $3)
   order by m.created_at, m.user_id limit $4`,
);

/** People of an organization, oldest membership first. */
export async function listMembers(
  handle: Handle,
  organizationId: string,
  after: Keyset | undefined,
  limit: number,
): Promise<readonly Member[]> {
  return (await list(handle, [organizationId, after?.at ?? -1, after?.id ?? '', limit])).map(toMember);
}

const load = statement<MemberRecord>(
  'membershipLoad',
  `select m.user_id, u.email, u.name, m.role, m.active, m.created_at
   from oms.memberships m join oms.users u on u.user_id = m.user_id
   where m.organization_id = $1 and m.user_id = $2`,
);

export async function loadMember(handle: Handle, organizationId: string, userId: string): Promise<Member | undefined> {
  const [row] = await load(handle, [organizationId, userId]);
  return row && toMember(row);
}

const update = statement(
  'membershipUpdate',
  `update oms.memberships set role = $3, active = $4, updated_at = $5, updated_by = $6, request_id = $7
   where organization_id = $1 and user_id = $2`,
);

export async function updateMember(
  tx: Handle,
  organizationId: string,
  member: { readonly userId: string; readonly role: Role; readonly active: boolean },
  by: Actor,
  now: Instant,
): Promise<void> {
  await update(tx, [organizationId, member.userId, member.role, member.active, now, by.actor, by.requestId]);
}

const lock = statement(
  'membershipLock',
  'select organization_id from oms.organizations where organization_id = $1 for update',
);

/** Makes decisions about an organization's people wait for each other until `tx` ends. */
export async function lockMembers(tx: Handle, organizationId: string): Promise<void> {
  await lock(tx, [organizationId]);
}

const countOther = statement<{ admins: number }>(
  'membershipCountOtherAdmins',
  `select count(*)::int as admins from oms.memberships
   where organization_id = $1 and user_id <> $2 and role = 'admin' and active`,
);

/** Active admins of the organization besides this person. */
export async function countOtherAdmins(handle: Handle, organizationId: string, userId: string): Promise<number> {
  const [row] = await countOther(handle, [organizationId, userId]);
  return row?.admins ?? 0;
}

const ofUser = statement<{ organization_id: string; name: string; role: Role }>(
  'membershipListOfUser',
  `select m.organization_id, o.name, m.role
   from oms.memberships m join oms.organizations o on o.organization_id = m.organization_id
   where m.user_id = $1 and m.active
   order by m.created_at, m.organization_id limit 1000`,
);

export interface Belonging {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** The organizations that let this person in, oldest membership first. */
export async function organizationsOf(handle: Handle, userId: string): Promise<readonly Belonging[]> {
  const rows = await ofUser(handle, [userId]);
  return rows.map((row) => ({ id: row.organization_id, name: row.name, role: row.role }));
}

const countAll = statement<{ users: number }>('userCount', 'select count(*)::int as users from oms.users');

export async function countUsers(handle: Handle): Promise<number> {
  const [row] = await countAll(handle, []);
  return row?.users ?? 0;
}
