/** Owns faults as the rest of the app uses them: asked about each request of a test account, made and taken back. */
import { jetRoutes } from '@jetway/jet-api';
import { type Clock, type Ids, ok, type Result, refuse, SECOND_MS } from '@jetway/kernel';
import type { FaultRuleInput } from '@jetway/marketplace-api';
import { createRemembered, type Interception, notify, type Timer } from '@jetway/service';
import type { Author, MarketplaceDatabase, MarketplaceTables } from '../database/index.ts';
import { findAccount, NO_ACCOUNT } from '../merchants/index.ts';
import { CONTEXT_CHANNEL } from '../worlds/index.ts';
import {
  countAsked,
  countHits,
  deleteRule,
  insertRule,
  type ListedRule,
  listRulesInForce,
  replaceRule,
} from './faults.store.ts';
import { decideRule, type FaultRule, type Hit, hitOf, isInForce, misfortuneOf, type RuleRefusal } from './faults.ts';

/** Rules of one account; each of them costs its requests. */
const MOST_RULES = 50;
/** A change is known at once by its notice, and after this time even when that was lost. */
const REMEMBERED = { ms: 5 * SECOND_MS, most: 10_000 };

const operations: ReadonlySet<string> = new Set(Object.keys(jetRoutes));
const NO_RULE = ['not_found', 'There is no such fault.'] as const;

export interface Faults {
  /** What shall happen to a request of a test account; a latency is over when this answers. */
  readonly intercept: (accountId: string, operation: string) => Promise<Interception | undefined>;
  /** Whether an account's uploaded files shall stay unprocessed at present. */
  readonly isFileStuck: (accountId: string) => Promise<boolean>;
  readonly create: (
    accountId: string,
    input: FaultRuleInput,
    author: Author,
  ) => Promise<Result<ListedRule, RuleRefusal | 'not_found' | 'live_account' | 'too_many_faults'>>;
  readonly replace: (
    accountId: string,
    id: string,
    input: FaultRuleInput,
    author: Author,
  ) => Promise<Result<ListedRule, RuleRefusal | 'not_found'>>;
  readonly remove: (accountId: string, id: string) => Promise<Result<undefined, 'not_found'>>;
  /** Drops what is remembered of rules. */
  readonly forget: () => void;
}

export interface FaultsDeps {
  readonly database: MarketplaceDatabase;
  /** Real time. */
  readonly clock: Clock;
  readonly ids: Ids;
  readonly timer: Timer;
}

export function createFaults(deps: FaultsDeps): Faults {
  const { database, clock, timer } = deps;
  const { db } = database;
  const rules = createRemembered({
    read: (accountId) => listRulesInForce(db, accountId, clock.now()),
    clock,
    ...REMEMBERED,
  });
  return {
    intercept: async (accountId, operation) => {
      const asked = (await rules.find(accountId)).filter(
        (rule) => rule.kind !== 'stuck_file' && (rule.operation === null || rule.operation === operation),
      );
      if (asked.length === 0) return undefined;
      const ids = asked.map(({ id }) => id);
      const numbers = await countAsked(db, accountId, ids, clock.now());
      const misfortune = misfortuneOf(asked.flatMap((rule) => hitNow(rule, numbers.get(rule.id)) ?? []));
      if (misfortune === undefined) return undefined;
      await countHits(db, accountId, misfortune.ruleIds);
      const { latencyMs } = misfortune;
      if (latencyMs > 0) await new Promise<void>((resolve) => timer.after(latencyMs, resolve));
      return misfortune.interception;
    },
    isFileStuck: async (accountId) => {
      const realNow = clock.now();
      return (await rules.find(accountId)).some((rule) => rule.kind === 'stuck_file' && isInForce(rule, realNow));
    },
    ...changes(deps, rules.forget),
    forget: rules.forget,
  };
}

/** A rule that ended since it was read was not asked: it has no number. */
const hitNow = (rule: FaultRule, number: number | undefined): Hit | undefined =>
  number === undefined ? undefined : hitOf(rule, number);

/** Every change is told to all processes; this one knows it before anybody is answered. */
function changes(
  { database, clock, ids }: FaultsDeps,
  forget: () => void,
): Pick<Faults, 'create' | 'replace' | 'remove'> {
  const { db } = database;
  const told = async <T>(changed: T): Promise<T> => {
    forget();
    await notify<MarketplaceTables>(db, CONTEXT_CHANNEL);
    return changed;
  };
  return {
    create: async (accountId, input, author) => {
      const account = await findAccount(db, accountId);
      if (account === undefined) return refuse(NO_ACCOUNT.code, NO_ACCOUNT.text);
      if (account.kind === 'live')
        return refuse('live_account', 'Nothing goes wrong on purpose for a live account; choose a test account.');
      const decided = decideRule(input, ids.uuid(), operations);
      if (!decided.ok) return decided;
      const written = { realNow: clock.now(), author, most: MOST_RULES };
      const rule = await insertRule(db, accountId, decided.value, written);
      if (rule !== undefined) return told(ok(rule));
      return refuse('too_many_faults', `An account has at most ${MOST_RULES} faults.`);
    },
    replace: async (accountId, id, input, author) => {
      const decided = decideRule(input, id, operations);
      if (!decided.ok) return decided;
      const rule = await replaceRule(db, accountId, decided.value, { realNow: clock.now(), author });
      return rule === undefined ? refuse(...NO_RULE) : told(ok(rule));
    },
    remove: async (accountId, id) => ((await deleteRule(db, accountId, id)) ? told(ok(undefined)) : refuse(...NO_RULE)),
  };
}
