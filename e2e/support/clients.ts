/** Owns the clients of the suites, and unwrapping an answer that must have a status. */
import { type CallOptions, type Client, createClient, fetchTransport } from '@jetway/http-contract';
import { jetRoutes } from '@jetway/jet-api';
import { createOperatorClient, type OperatorClient, operatorPrefix } from '@jetway/marketplace-api';
import { createOmsClient, type OmsClient, omsPrefix } from '@jetway/oms-api';

export const transport = fetchTransport((input, init) => fetch(input, init));

export type JetClient = Client<typeof jetRoutes>;

export function operatorClient(origin: string, key: string): OperatorClient {
  const headers = () => ({ authorization: `Bearer ${key}` });
  return createOperatorClient({ baseUrl: `${origin}${operatorPrefix}`, transport, headers });
}

export async function jetClient(origin: string, user: string, pass: string): Promise<JetClient> {
  const baseUrl = `${origin}/api`;
  const { id_token: token } = expectStatus(
    await createClient(jetRoutes, { baseUrl, transport }).getToken({ body: { user, pass } }),
    200,
  );
  return createClient(jetRoutes, { baseUrl, transport, headers: () => ({ authorization: `Bearer ${token}` }) });
}

/** Signs in with a password and makes a key for the rest, as an integrator would. */
export async function omsClient(origin: string, email: string, password: string): Promise<OmsClient> {
  const baseUrl = `${origin}${omsPrefix}`;
  const visitor = createOmsClient({ baseUrl, transport });
  const signedIn = await visitor.signIn({ body: { email, password } });
  expectStatus(signedIn, 200);
  const cookie = (signedIn.headers['set-cookie'] ?? '').split(';')[0] ?? '';
  const person = createOmsClient({ baseUrl, transport, headers: () => ({ cookie, origin }) });
  const { key } = expectStatus(
    await person.createApiKey({ body: { name: `suite ${Date.now()}`, role: 'admin' } }),
    201,
  );
  return createOmsClient({ baseUrl, transport, headers: () => ({ authorization: `Bearer ${key}` }) });
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** The body of an answer that has this status; throws with the whole answer otherwise. */
export function expectStatus<A extends Answer, S extends A['status']>(
  answer: A,
  status: S,
): Extract<A, { status: S }>['body'] {
  if (answer.status !== status) throw new Error(`expected ${status}, got ${JSON.stringify(answer, null, 2)}`);
  return answer.body as Extract<A, { status: S }>['body'];
}

export const onceOnly = (key: string): CallOptions => ({ headers: { 'idempotency-key': key } });
