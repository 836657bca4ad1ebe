/**
 * Owns the knowledge of being inside a transaction. It follows the asynchronous call, so that what must not happen in
 * a transaction (another connection, HTTP, a blob) can refuse itself: on PGlite it would wait for ever, on PostgreSQL
 * it would read outside the transaction.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

/** Something to tell whoever listens to a channel. */
export interface Notice {
  readonly channel: string;
  readonly payload: string;
}

export interface TransactionScope {
  readonly schema: string;
  state: 'opening' | 'open' | 'over';
  /** What is to be told once it is committed. */
  readonly notices: Notice[];
}

// The one thing kept per module: it holds nothing itself, it only names the place in the asynchronous context.
const scopes = new AsyncLocalStorage<TransactionScope>();

export const currentScope = (): TransactionScope | undefined => scopes.getStore();

/**
 * Call before anything that must stay out of transactions; `what` names it, for instance `HTTP request GET /orders`.
 * @throws Error inside `transaction()` of any database: always a bug of the caller.
 */
export function assertNoTransaction(what: string): void {
  const scope = scopes.getStore();
  if (scope === undefined || scope.state === 'over') return;
  throw new Error(
    `${what} inside a transaction on ${scope.schema}: only the transaction's own handle may be used there`,
  );
}

/** Runs work with the scope; when it ends, what still runs of it is no longer inside. */
export async function insideScope<T>(scope: TransactionScope, work: () => Promise<T>): Promise<T> {
  try {
    return await scopes.run(scope, work);
  } finally {
    scope.state = 'over';
  }
}

/** Runs work as if called from outside any transaction; for callbacks that happen to fire within one. */
export const outsideTransaction = <T>(work: () => T): T => scopes.exit(work);
