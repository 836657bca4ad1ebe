/** Owns the HTTP edge of an organization's people. */
import { type Ids, ok, type Result, refuse, toPage } from '@jetway/kernel';
import { type Member, type Role, sessionRoutes } from '@jetway/oms-api';
import { DEFAULT_LIMIT, hashPassword, problem, readCursor } from '@jetway/service';
import type { Database } from '../database/index.ts';
import { defineFeature, type Feature, type MemberContext } from '../edge/index.ts';
import { deleteSessions } from './sessions.store.ts';
import { normalEmail } from './sign-in.ts';
import {
  countOtherAdmins,
  insertMembership,
  insertUser,
  listMembers,
  loadMember,
  lockMembers,
  updateMember,
  userByEmail,
} from './users.store.ts';

const { listMembers: list, addMember: add, changeMember: change } = sessionRoutes;
const routes = { listMembers: list, addMember: add, changeMember: change };

/** People of the organization: list, add, change. */
export function membersFeature(deps: { readonly database: Database; readonly ids: Ids }): Feature<typeof routes> {
  const { database } = deps;
  return defineFeature({
    routes,
    handlers: {
      listMembers: async ({ organizationId, requestId }, { query }) => {
        const after = readCursor(query.cursor);
        if (!after.ok) return problem(400, after.refusal, { requestId });
        const limit = query.limit ?? DEFAULT_LIMIT;
        const rows = await listMembers(database.db, organizationId, after.value, limit + 1);
        const page = toPage(rows, limit, ({ createdAt, userId }) => ({ at: createdAt, id: userId }));
        return { status: 200, body: { items: [...page.items], next: page.next } };
      },
      addMember: async (context, { body }) => {
        const added = await addMember(deps, context, body);
        if (added.ok) return { status: 201, body: added.value };
        const { requestId } = context;
        return added.refusal.code === 'already_member'
          ? problem(409, added.refusal, { requestId })
          : problem(400, added.refusal, { requestId });
      },
      changeMember: async (context, { params, body }) => {
        const changed = await changeMember(database, context, params.userId, body);
        if (changed.ok) return { status: 200, body: changed.value };
        const { requestId } = context;
        return changed.refusal.code === 'not_found'
          ? problem(404, changed.refusal, { requestId })
          : problem(409, changed.refusal, { requestId });
      },
    },
  });
}

interface NewMember {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly password?: string;
}

async function addMember(
  { database, ids }: { readonly database: Database; readonly ids: Ids },
  context: MemberContext,
  member: NewMember,
): Promise<Result<Member, 'already_member' | 'password_required'>> {
  const { organizationId, now } = context;
  const email = normalEmail(member.email);
  // Hashing takes long: not within the transaction.
  const passwordHash = member.password === undefined ? undefined : await hashPassword(member.password);
  return database.transaction(async (tx) => {
    const known = (await userByEmail(tx, email))?.userId;
    if (known === undefined && passwordHash === undefined)
      return refuse('password_required', 'A new person needs a first password.', { path: '/password' });
    const user = { email, name: member.name, passwordHash: passwordHash ?? '' };
    const userId = known ?? (await insertUser(tx, user, ids, context, now)) ?? (await userByEmail(tx, email))?.userId;
    if (userId === undefined) throw new Error('a user was neither made nor found');
    if (!(await insertMembership(tx, organizationId, { userId, role: member.role }, context, now)))
      return refuse('already_member', 'This person belongs to the organization already.', { path: '/email' });
    const added = await loadMember(tx, organizationId, userId);
    if (added === undefined) throw new Error('a membership was not made');
    return ok(added);
  });
}

/** An organization always keeps somebody who can let people in. */
async function changeMember(
  database: Database,
  context: MemberContext,
  userId: string,
  change: { readonly role?: Role; readonly active?: boolean },
): Promise<Result<Member, 'not_found' | 'last_admin'>> {
  const { organizationId, now } = context;
  return database.transaction(async (tx) => {
    await lockMembers(tx, organizationId);
    const before = await loadMember(tx, organizationId, userId);
    if (before === undefined) return refuse('not_found', 'There is no such person in this organization.');
    const after: Member = { ...before, role: change.role ?? before.role, active: change.active ?? before.active };
    const wasAdmin = before.role === 'admin' && before.active;
    const isAdmin = after.role === 'admin' && after.active;
    if (wasAdmin && !isAdmin && (await countOtherAdmins(tx, organizationId, userId)) === 0)
      return refuse('last_admin', 'This is the last admin: make somebody else one first.');
    await updateMember(tx, organizationId, after, context, now);
    if (!after.active) await deleteSessions(tx, userId, { organizationId });
    return ok(after);
  });
}
