/** Owns the marketplace as tests use it: on a test database, with a clock that stands until it is moved. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ids, ManualClock } from '@jetway/kernel';
import { createDiskBlobs, createMetrics, createSecretBox, newSecret, silentLog, systemTimer } from '@jetway/service';
import { privateDatabase, testClock, testDatabase, testIds } from '@jetway/testkit';
import {
  type Author,
  MARKETPLACE_SCHEMA,
  type MarketplaceDatabase,
  type MarketplaceTables,
  marketplaceMigrations,
} from '../database/index.ts';
import { createMarketplace, type Marketplace } from '../marketplace.ts';
import type { ChosenOperator } from '../operators/index.ts';
import type { MarketplaceServices } from '../services.ts';

/** What came back. */
export interface Reply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** The body as JSON; undefined when there is none. */
  readonly json: () => unknown;
}

/** Sends a request; `path` is below the surface's prefix, a body is sent as JSON. */
export type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Reply>;

export interface Harness {
  readonly marketplace: Marketplace;
  readonly services: MarketplaceServices;
  readonly database: MarketplaceDatabase;
  /** Real time; it stands still until it is moved. */
  readonly clock: ManualClock;
  readonly ids: Ids;
  readonly author: Author;
  /** Calls the operator API with a key. */
  readonly operator: Call;
  readonly operatorKey: string;
  /** Calls any path, without signing in. */
  readonly call: Call;
}

const TEST_SECRET_KEY = new Uint8Array(32).fill(7);
export const TEST_PUBLIC_URL = 'http://marketplace.test';

/** The database of this worker, shared by its tests: each makes merchants of its own. */
export const sharedDatabase = (): Promise<MarketplaceDatabase> =>
  testDatabase<MarketplaceTables>(MARKETPLACE_SCHEMA, marketplaceMigrations);

/** A database of one's own; close it. */
export const ownDatabase = (): Promise<MarketplaceDatabase> =>
  privateDatabase<MarketplaceTables>(MARKETPLACE_SCHEMA, marketplaceMigrations);

/** A marketplace for tests; its loops do not run, call `services.worlds` instead. Replies are checked strictly. */
export async function openHarness(
  options: {
    readonly database?: MarketplaceDatabase;
    readonly role?: 'all' | 'http' | 'worker';
    /** The first operator, on a database of its own. */
    readonly operator?: ChosenOperator;
    /** False leaves everything unmade that a start makes. */
    readonly prepare?: boolean;
    readonly requestLogDays?: number;
    /** Tests tell servers of their own machine. */
    readonly webhooksToPrivate?: boolean;
  } = {},
): Promise<Harness> {
  const database = options.database ?? (await sharedDatabase());
  const clock = testClock();
  const ids = testIds(undefined, clock);
  const directory = await mkdtemp(join(tmpdir(), 'jetway-marketplace-blobs-'));
  const blobs = await createDiskBlobs({ directory, publicUrl: TEST_PUBLIC_URL, secretKey: TEST_SECRET_KEY, clock });
  const marketplace = createMarketplace({
    blobs,
    database,
    clock,
    ids,
    log: silentLog,
    metrics: createMetrics(MARKETPLACE_SCHEMA),
    timer: systemTimer,
    secretBox: createSecretBox(TEST_SECRET_KEY),
    publicUrl: TEST_PUBLIC_URL,
    role: options.role ?? 'all',
    strictReplies: true,
    webhooksToPrivate: options.webhooksToPrivate ?? true,
    ...(options.requestLogDays === undefined ? {} : { requestLogDays: options.requestLogDays }),
  });
  const author: Author = { actor: 'test', requestId: 'test' };
  const operatorKey = newSecret('jmo_');
  if (options.prepare !== false) {
    await marketplace.prepare(options.operator ?? {});
    await marketplace.services.operators.addKey({ key: operatorKey, name: 'test' }, author);
  }
  const call = callUnder(marketplace.server, '', {});
  return {
    marketplace,
    services: marketplace.services,
    database,
    clock,
    ids,
    author,
    operatorKey,
    call,
    operator: callUnder(marketplace.server, '/operator/v1', { authorization: `Bearer ${operatorKey}` }),
  };
}

/** Calls below a prefix, with headers of their own in each call. A text is sent as it is, without a content type. */
export const callUnder =
  (server: Pick<Marketplace['server'], 'inject'>, prefix: string, common: Readonly<Record<string, string>>): Call =>
  async (method, path, body, headers = {}) => {
    const response = await server.inject({
      method,
      url: `${prefix}${path}`,
      headers: { ...common, ...headers },
      ...(body === undefined ? {} : { payload: body }),
    });
    const { statusCode: status, payload: text } = response;
    return { status, headers: response.headers, text, json: () => (text === '' ? undefined : JSON.parse(text)) };
  };
