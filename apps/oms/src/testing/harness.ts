/** Owns the OMS as tests see it: wired on a test database, with a clock of its own, called without a socket. */
import type { ManualClock } from '@jetway/kernel';
import { createOmsClient, type OmsClient, omsPrefix, type Role } from '@jetway/oms-api';
import {
  type ContractBreach,
  createSecretBox,
  hashKey,
  type InjectResponse,
  newSecret,
  silentLog,
  systemTimer,
} from '@jetway/service';
import { injectTransport } from '@jetway/testkit';
import { createOms, type Oms } from '../oms.ts';
import type { OmsDeps } from '../oms-deps.ts';
import { insertSession } from '../users/index.ts';
import { aMember, anApiKey, anOrganization, type Ground, type TestMember } from './builders.ts';
import { ground } from './ground.ts';

export const PUBLIC_URL = 'http://oms.test';

/** A caller: how requests are signed, and the client that signs them. */
export interface Caller {
  readonly client: OmsClient;
  /** Headers that sign a request of this caller's. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface SignedIn extends Caller {
  readonly member: TestMember;
  /** The session cookie, as `name=value`. */
  readonly cookie: string;
}

export interface Harness extends Ground {
  readonly clock: ManualClock;
  readonly oms: Oms;
  /** Replies that broke their contract; the harness checks them all. */
  readonly breaches: readonly ContractBreach[];
  /** One request, path under the API's prefix. */
  readonly send: (
    method: string,
    path: string,
    more?: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> },
  ) => Promise<InjectResponse>;
  /** A client with these headers; with none it has not signed in. */
  readonly clientWith: (headers: Readonly<Record<string, string>>) => OmsClient;
  /** A new member of the organization, signed in with a session cookie. */
  readonly signIn: (organizationId: string, role?: Role) => Promise<SignedIn>;
  /** A new key of the organization. */
  readonly withKey: (organizationId: string, role?: Role) => Promise<Caller>;
  /** A new organization. */
  readonly newOrganization: (name?: string) => Promise<string>;
}

/** Wires an OMS on the worker's test database. `more` replaces parts of it. */
export async function harness(more: Partial<OmsDeps> = {}): Promise<Harness> {
  const at = await ground();
  const breaches: ContractBreach[] = [];
  const oms = createOms({
    ...at,
    timer: systemTimer,
    transport: injectTransport({}),
    log: silentLog,
    secretBox: createSecretBox(new Uint8Array(32).fill(7)),
    publicUrl: PUBLIC_URL,
    version: '0.0.0-test',
    instance: null,
    role: 'all',
    strictReplies: true,
    onBreach: (breach) => breaches.push(breach),
    ...more,
  });
  await oms.server.ready();
  const send: Harness['send'] = (method, path, { body, headers = {} } = {}) =>
    oms.server.inject({ method, url: `${omsPrefix}${path}`, headers, payload: body });
  const transport = injectTransport({ [PUBLIC_URL]: oms.server });
  const clientWith = (headers: Readonly<Record<string, string>>): OmsClient =>
    createOmsClient({ baseUrl: `${PUBLIC_URL}${omsPrefix}`, transport, headers: () => headers });
  return {
    ...at,
    oms,
    breaches,
    send,
    clientWith,
    newOrganization: (name) => anOrganization(at, name),
    withKey: async (organizationId, role = 'admin') => {
      const headers = { authorization: `Bearer ${await anApiKey(at, organizationId, role)}` };
      return { client: clientWith(headers), headers };
    },
    signIn: async (organizationId, role = 'admin') => {
      const member = await aMember(at, organizationId, { role });
      // Without the password: hashing takes longer than most tests.
      const token = newSecret();
      const session = { tokenHash: hashKey(token), userId: member.userId, organizationId, ip: '', requestId: '' };
      await insertSession(at.database.db, session, at.clock.now());
      const cookie = `jetway_oms=${token}`;
      const headers = { cookie, origin: PUBLIC_URL };
      return { client: clientWith(headers), headers, member, cookie };
    },
  };
}
