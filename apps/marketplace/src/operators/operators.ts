/** Owns operators: those who run the marketplace. The first one, their sessions and keys. */
import {
  type Clock,
  DAY_MS,
  type Ids,
  type Instant,
  MINUTE_MS,
  ok,
  type Result,
  refuse,
  SECOND_MS,
} from '@jetway/kernel';
import {
  createRemembered,
  hashKey,
  hashPassword,
  type Log,
  newSecret,
  type RequestHeaders,
  verifyPassword,
} from '@jetway/service';
import type { Author, MarketplaceDatabase } from '../database/index.ts';
import {
  addTry,
  countTries,
  deleteSession,
  findOldestOperator,
  findOperator,
  findOperatorByKey,
  findSession,
  forgetOld,
  forgetTries,
  hasOperator,
  insertFirstOperator,
  insertSession,
  type OperatorRow,
  saveOperatorKey,
} from './operators.store.ts';

/** What a handler of the operator API knows of its caller. */
export interface OperatorContext {
  readonly operatorId: string;
  readonly email: string;
  /** Real time, when the session is over; a key's is the end of all dates. */
  readonly expiresAt: Instant;
  readonly requestId: string;
  /** `operator:<email>` */
  readonly actor: string;
  /** Real time of this request. */
  readonly now: Instant;
  /** Of the request; names in lower case. */
  readonly headers: RequestHeaders;
  readonly log: Log;
}

export const SESSION_MS = 7 * DAY_MS;
/** A program that calls all the time is looked up once in this time; so long, at most, a key that is revoked still works. */
const KEYS_REMEMBERED_MS = 5 * SECOND_MS;
const TRIES_WINDOW_MS = 15 * MINUTE_MS;
/** For one email address; the second number is for one network address, behind which there may be many people. */
const MOST_TRIES = { email: 10, ip: 50 } as const;
const READABLE = 'abcdefghijkmnpqrstuvwxyz23456789';
const FIRST_EMAIL = 'operator@jetway.example';

/** Chosen by a demo or by fixtures; what is absent is made up. */
export interface ChosenOperator {
  readonly email?: string;
  readonly password?: string;
  readonly key?: string;
}

/** The first operator's secrets, known only when they were made. */
export interface FirstOperator {
  readonly email: string;
  readonly password: string;
  readonly key: string;
}

export type SignInCode = 'wrong_credentials' | 'too_many_attempts';

export interface Session {
  readonly operator: OperatorRow;
  readonly token: string;
  readonly expiresAt: Instant;
}

export interface Operators {
  /** Adds an operator with a key when there is none; undefined when there is one already. */
  readonly ensureFirst: (chosen: ChosenOperator, author: Author) => Promise<FirstOperator | undefined>;
  /** Gives the oldest operator a further key of the caller's choosing; again is no error. */
  readonly addKey: (key: { readonly key: string; readonly name: string }, author: Author) => Promise<void>;
  readonly signIn: (
    who: { readonly email: string; readonly password: string; readonly ip: string },
    requestId: string,
  ) => Promise<Result<Session, SignInCode> & { readonly retryAfterSeconds?: number }>;
  readonly signOut: (token: string) => Promise<void>;
  readonly findBySession: (token: string) => Promise<(OperatorRow & { readonly expiresAt: Instant }) | undefined>;
  readonly findByKey: (key: string) => Promise<OperatorRow | undefined>;
  /** Deletes what is over; answers how many rows. */
  readonly sweep: (now: Instant) => Promise<number>;
}

export interface OperatorsDeps {
  readonly database: MarketplaceDatabase;
  readonly clock: Clock;
  readonly ids: Ids;
}

export function createOperators(deps: OperatorsDeps): Operators {
  const { database, clock, ids } = deps;
  const keys = createRemembered({
    read: (hash) => findOperatorByKey(database.db, hash),
    clock,
    ms: KEYS_REMEMBERED_MS,
    most: 1_000,
  });
  return {
    ensureFirst: (chosen, author) => ensureFirst(deps, chosen, author),
    addKey: async ({ key, name }, author) => {
      const operator = await findOldestOperator(database.db);
      if (operator === undefined) throw new Error('a key needs an operator: the first one is made at start');
      const row = { id: ids.uuid(), operatorId: operator.id, name, keyHash: hashKey(key) };
      await saveOperatorKey(database.db, row, clock.now(), author);
    },
    signIn: (who, requestId) => signIn(deps, who, requestId),
    signOut: (token) => deleteSession(database.db, hashKey(token)),
    findBySession: (token) => findSession(database.db, hashKey(token), clock.now()),
    findByKey: async (key) => {
      const hash = hashKey(key);
      // A key that was not there a moment ago may be there now.
      return (await keys.find(hash)) ?? findOperatorByKey(database.db, hash);
    },
    sweep: (now) => forgetOld(database.db, now, now - TRIES_WINDOW_MS),
  };
}

async function ensureFirst(
  { database, clock, ids }: OperatorsDeps,
  chosen: ChosenOperator,
  author: Author,
): Promise<FirstOperator | undefined> {
  if (await hasOperator(database.db)) return undefined;
  const first: FirstOperator = {
    email: normaliseEmail(chosen.email ?? FIRST_EMAIL),
    password: chosen.password ?? newPassword(ids),
    key: chosen.key ?? newSecret('jmo_'),
  };
  const passwordHash = await hashPassword(first.password);
  return database.transaction(async (tx) => {
    const operator = { id: ids.uuid(), email: first.email, passwordHash };
    const added = await insertFirstOperator(tx, operator, clock.now(), author);
    if (added === undefined) return undefined;
    const key = { id: ids.uuid(), operatorId: added.id, name: 'first', keyHash: hashKey(first.key) };
    await saveOperatorKey(tx, key, clock.now(), author);
    return first;
  });
}

/** 20 characters that a person can read and type, 100 bits. */
const newPassword = (ids: Ids): string => Array.from({ length: 5 }, () => ids.text(4, READABLE)).join('-');

const normaliseEmail = (email: string): string => email.trim().toLowerCase();

async function signIn(
  { database, clock }: OperatorsDeps,
  who: { readonly email: string; readonly password: string; readonly ip: string },
  requestId: string,
): ReturnType<Operators['signIn']> {
  const { db } = database;
  const email = normaliseEmail(who.email);
  const keys = { email: `email:${email}`, ip: `ip:${who.ip}` };
  const realNow = clock.now();
  const since = realNow - TRIES_WINDOW_MS;
  for (const kind of ['email', 'ip'] as const) {
    const [tried] = await countTries(db, [keys[kind]], since);
    if (tried !== undefined && tried.failures >= MOST_TRIES[kind])
      return {
        ...refuse('too_many_attempts', 'Too many wrong tries; wait some minutes and try again.'),
        retryAfterSeconds: Math.ceil((tried.windowStartedAt - since) / SECOND_MS),
      };
  }
  const operator = await findOperator(db, email);
  if (!(await verifyPassword(who.password, operator?.passwordHash)) || operator === undefined) {
    await addTry(db, Object.values(keys), realNow, since);
    return refuse('wrong_credentials', 'The email address or the password is wrong.');
  }
  await forgetTries(db, keys.email);
  const token = newSecret('jms_');
  const session = { tokenHash: hashKey(token), operatorId: operator.id, expiresAt: realNow + SESSION_MS };
  await insertSession(db, session, realNow, requestId);
  return ok({ operator: { id: operator.id, email: operator.email }, token, expiresAt: session.expiresAt });
}
