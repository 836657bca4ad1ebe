/** Owns statements written as SQL text: named prepared ones, scripts, and notices. */
import { CompiledQuery, type Kysely } from 'kysely';
import type { OwnQuery } from './kysely-driver.ts';
import { currentScope } from './transaction-scope.ts';

/** What a store takes first: the root handle, or the transaction's. */
export type Handle<Tables> = Kysely<Tables>;

/** Runs a statement on the handle it is given. */
export type Run<RowType> = <Tables>(handle: Handle<Tables>, values: readonly unknown[]) => Promise<RowType[]>;

/**
 * A hot statement, prepared once per connection under its name (entity-operation-qualifier: `orderListReady`). The
 * text takes `$1…` and writes qualified names. Values: arrays are SQL arrays, plain objects JSON, a JSON array is
 * passed as `JSON.stringify(…)`.
 * @throws Error when the text is not what the name was prepared with on this connection: names are unique.
 */
export function statement<RowType = Record<string, unknown>>(name: string, text: string): Run<RowType> {
  return async (handle, values) => {
    const query: OwnQuery = { ...CompiledQuery.raw(text, [...values]), statementName: name };
    return (await handle.executeQuery<RowType>(query as CompiledQuery<RowType>)).rows;
  };
}

/**
 * What a text is compared with to be one of a list, the parameter `$2`, in a statement that is planned once. With the
 * list itself PostgreSQL plans anew each time, because it finds that a plan for so few costs less, and planning a statement
 * over many tables takes longer than running it.
 */
export const anyOf = (list: string): string => `any ((select ${list}::text[])::text[])`;

/**
 * Several reads in one round trip: selects that share their values, each answered as rows of JSON. For hot paths that
 * need rows of several capabilities; numeric and bytea have no place in it.
 */
export function readTogether<Rows extends object>(
  name: string,
  selects: { readonly [Key in keyof Rows]: string },
): <Tables>(
  handle: Handle<Tables>,
  values: readonly unknown[],
) => Promise<{ readonly [Key in keyof Rows]: readonly Rows[Key][] }> {
  const columns = Object.entries(selects).map(
    ([key, text]) => `(select coalesce(json_agg(x), '[]') from (${text}) x) as "${key}"`,
  );
  const run = statement<{ [Key in keyof Rows]: Rows[Key][] }>(name, `select ${columns.join(',\n  ')}`);
  return async (handle, values) => {
    const [row] = await run(handle, values);
    if (row === undefined) throw new Error('a select without from always answers one row');
    return row;
  };
}

/** Runs several statements in one text, without values. For migrations and tests. */
export async function runScript<Tables>(handle: Handle<Tables>, text: string): Promise<void> {
  const query: OwnQuery = { ...CompiledQuery.raw(text), script: true };
  await handle.executeQuery(query);
}

const sendNotice = statement('noticeSend', 'select pg_notify($1, $2)');

/**
 * Wakes the listeners of a channel; within a transaction, soon after it was committed (see `notices.ts`). At most 8,000
 * bytes of payload.
 */
export async function notify<Tables>(handle: Handle<Tables>, channel: string, payload = ''): Promise<void> {
  const scope = currentScope();
  if (scope !== undefined && scope.state !== 'over' && handle.isTransaction) scope.notices.push({ channel, payload });
  else await sendNotice(handle, [channel, payload]);
}
