/** Owns what the suite talks to: a marketplace at a given address, or one that it starts with the documented world. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { embeddedHome, servedHome, testServer } from '../../support/databases.ts';
import { freePort, startProgram } from '../../support/programs.ts';
import { type Call, callWith, must, type RawReply, type Send, sendTo } from './raw-http.ts';

/** Starting takes a few seconds; on a loaded machine, many. */
export const OPEN_TIMEOUT_MS = 180_000;

const given = {
  baseUrl: process.env['CONFORMANCE_BASE_URL'],
  user: process.env['CONFORMANCE_USER'],
  pass: process.env['CONFORMANCE_PASS'],
  operatorKey: process.env['CONFORMANCE_OPERATOR_KEY'],
};

/** Whether the suite starts the marketplace itself. */
export const isOwn = given.baseUrl === undefined;

/**
 * Whether clocks can be moved and merchants made. Always so with a marketplace of our own; at a given address with
 * CONFORMANCE_OPERATOR_KEY.
 */
export const hasOperator = isOwn || given.operatorKey !== undefined;

export interface Target {
  /** Below `/api`, without signing in. */
  readonly send: Send;
  /** Below the origin, without signing in. */
  readonly root: Send;
  /** What paths of the merchant API begin with: `/api`. */
  readonly prefix: string;
  /** Below `/api`, without signing in; bodies as JSON. */
  readonly open: Call;
  /** As the account of the documented world. */
  readonly call: Call;
  readonly user: string;
  readonly pass: string;
  /** Below `/operator/v1`. */
  readonly operator: Call;
  /** What a marketplace of our own printed. */
  readonly output: () => string;
  readonly close: () => Promise<void>;
}

/** Opens what the environment names, or starts a marketplace, with an inspector when a port is given; close it. */
export async function openTarget({ inspectorPort }: { readonly inspectorPort?: number } = {}): Promise<Target> {
  if (given.baseUrl === undefined)
    return startOwn(inspectorPort === undefined ? {} : { NODE_OPTIONS: `--inspect=127.0.0.1:${inspectorPort}` });
  if (given.user === undefined || given.pass === undefined)
    throw new Error('CONFORMANCE_BASE_URL needs CONFORMANCE_USER and CONFORMANCE_PASS');
  return connect({
    baseUrl: given.baseUrl,
    user: given.user,
    pass: given.pass,
    operatorKey: given.operatorKey ?? '',
    output: () => '',
    close: async () => {},
  });
}

/** What of the fixtures file the suite signs in with. */
interface WorldFile {
  readonly operator: { readonly key: string };
  readonly merchants: readonly {
    readonly id: string;
    readonly accounts: { readonly test: { readonly apiUser: string; readonly apiSecret: string } };
  }[];
}

const worldFile = fileURLToPath(new URL('../world.fixtures.json', import.meta.url));
const readWorld = async (): Promise<WorldFile> => JSON.parse(await readFile(worldFile, 'utf8')) as WorldFile;

/** Signs in as a merchant of the documented world, by its id in the fixtures file. */
export async function callAs({ send }: Target, merchantId: string): Promise<Call> {
  const { merchants } = await readWorld();
  const account = merchants.find(({ id }) => id === merchantId)?.accounts.test;
  if (account === undefined) throw new Error(`${worldFile} has no merchant ${merchantId}`);
  return signIn(send, account.apiUser, account.apiSecret);
}

async function startOwn(env: Readonly<Record<string, string>>): Promise<Target> {
  const world = await readWorld();
  const account = world.merchants[0]?.accounts.test;
  if (account === undefined) throw new Error(`${worldFile} has no test account`);
  const server = testServer();
  const home = server === undefined ? await embeddedHome() : await servedHome(server);
  const started = startProgram({
    app: 'marketplace',
    port: await freePort(),
    args: ['--fixtures', worldFile],
    env: { ...home.env, ...env, JETWAY_STRICT_REPLIES: 'true', JETWAY_LOG_LEVEL: 'error' },
  });
  const program = await started.catch(async (error: unknown) => {
    await home.drop();
    throw error;
  });
  const close = async (): Promise<void> => {
    await program.stop();
    await home.drop();
  };
  const { key: operatorKey } = world.operator;
  return connect({
    baseUrl: `${program.url}/api`,
    user: account.apiUser,
    pass: account.apiSecret,
    operatorKey,
    output: program.output,
    close,
  });
}

async function connect(access: {
  readonly baseUrl: string;
  readonly user: string;
  readonly pass: string;
  readonly operatorKey: string;
  readonly output: () => string;
  readonly close: () => Promise<void>;
}): Promise<Target> {
  const { baseUrl, user, pass, operatorKey, output, close } = access;
  const send = sendTo(baseUrl);
  const prefix = new URL(baseUrl).pathname.replace(/\/$/, '');
  const open = callWith(send, {});
  const operator = callWith(sendTo(new URL('/operator/v1', baseUrl).href), { Authorization: `Bearer ${operatorKey}` });
  try {
    const call = await signIn(send, user, pass);
    return { send, root: sendTo(new URL('/', baseUrl).href), prefix, open, call, user, pass, operator, output, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Calls as the account of these credentials. */
export async function signIn(send: Send, user: string, pass: string): Promise<Call> {
  const token = await tokenFor(send, user, pass);
  return callWith(send, { Authorization: `Bearer ${token}` });
}

export async function tokenFor(send: Send, user: string, pass: string): Promise<string> {
  return tokenOf(must(await callWith(send, {})('POST', '/token', { user, pass }), 200));
}

export const tokenOf = (reply: RawReply): string => (reply.json() as { id_token: string }).id_token;
