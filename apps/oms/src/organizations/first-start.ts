/** Owns the first start: an organization and its admin, when there is nobody yet. */
import type { Ids, Instant } from '@jetway/kernel';
import { hashPassword } from '@jetway/service';
import type { Database } from '../database/index.ts';
import { systemActor } from '../edge/index.ts';
import { countUsers, insertMembership, insertUser, normalEmail } from '../users/index.ts';
import { insertOrganization } from './organizations.store.ts';

export interface FirstAdmin {
  readonly organization: string;
  readonly email: string;
  /** Absent: one is made. */
  readonly password?: string | undefined;
}

export interface FirstStart {
  readonly organizationId: string;
  readonly email: string;
  readonly password: string;
}

/** Letters and digits that are not mistaken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789';
const PASSWORD_LENGTH = 16;

/**
 * Makes the first organization and its admin when the database holds no user; undefined when it does. Of several
 * processes that start at once, one makes them.
 */
export async function ensureFirstAdmin(
  database: Database,
  first: FirstAdmin,
  ids: Ids,
  now: Instant,
): Promise<FirstStart | undefined> {
  if ((await countUsers(database.db)) > 0) return undefined;
  const password = first.password ?? ids.text(PASSWORD_LENGTH, ALPHABET);
  const passwordHash = await hashPassword(password);
  const email = normalEmail(first.email);
  return database.transaction(async (tx) => {
    const user = { email, name: 'Administrator', passwordHash };
    const userId = await insertUser(tx, user, ids, systemActor, now);
    // Another process was first: its user with this address was waited for.
    if (userId === undefined || (await countUsers(tx)) > 1) return undefined;
    const organizationId = await insertOrganization(tx, first.organization, ids, systemActor, now);
    await insertMembership(tx, organizationId, { userId, role: 'admin' }, systemActor, now);
    return { organizationId, email, password };
  });
}
