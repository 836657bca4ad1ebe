/** Owns the two organizations that the test of the contract stands on, and how it sends requests. */
import { omsPrefix, type Role, roles, omsRoutes as routes } from '@jetway/oms-api';
import type { InjectResponse } from '@jetway/service';
import { recordContract } from '@jetway/testkit';
import { anOrder } from '../an-order.ts';
import { aConnection, aLocation, aSku } from '../builders.ts';
import { type Harness, harness, type SignedIn } from '../harness.ts';

export interface ContractWorld {
  readonly harness: Harness;
  readonly recorder: ReturnType<typeof recordContract>;
  readonly organizationId: string;
  /** Another organization. */
  readonly stranger: string;
  readonly locationId: string;
  readonly theirLocationId: string;
  readonly connectionId: string;
  readonly theirConnectionId: string;
  readonly callers: Readonly<Record<Role, SignedIn>>;
  /** One recorded request of the admin's, or with these headers; path under the API's prefix. */
  readonly send: (
    method: string,
    path: string,
    payload?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<InjectResponse>;
  /** An order that waits for an answer, with stock for it. */
  readonly aHeldOrder: (of?: 'mine' | 'theirs') => Promise<{ readonly orderId: string; readonly lineId: string }>;
}

/** Cases are made before the world is: what they need of it is asked when they run. */
export type At = () => ContractWorld;

export async function openContractWorld(): Promise<ContractWorld> {
  const at = await harness();
  const [organizationId, stranger] = [await at.newOrganization(), await at.newOrganization()];
  const [connectionId, theirConnectionId] = [await aConnection(at, organizationId), await aConnection(at, stranger)];
  const locationId = await aLocation(at, organizationId, { nodes: [{ connectionId, nodeId: 'node' }] });
  const theirLocationId = await aLocation(at, stranger);
  const signedIn = await Promise.all(roles.map(async (role) => [role, await at.signIn(organizationId, role)] as const));
  const callers = Object.fromEntries(signedIn) as Record<Role, SignedIn>;
  const recorder = recordContract(at.oms.server.inject, routes, omsPrefix);
  return {
    harness: at,
    recorder,
    organizationId,
    stranger,
    locationId,
    theirLocationId,
    connectionId,
    theirConnectionId,
    callers,
    send: (method, path, payload, headers = headersOf(callers.admin)) =>
      recorder.inject({ method, url: `${omsPrefix}${path}`, headers, payload }),
    aHeldOrder: async (whose = 'mine') => {
      const mine = whose === 'mine';
      const [of, channel] = mine ? [organizationId, connectionId] : [stranger, theirConnectionId];
      const { sku } = await aSku(at, of, { stock: { [mine ? locationId : theirLocationId]: 5 } });
      const orderId = await anOrder(at, of, { connectionId: channel, lines: { [sku]: 2 } });
      return { orderId, lineId: await firstLineOf(at, orderId) };
    },
  };
}

/** The version that new things have goes along. */
export const headersOf = ({ headers }: Pick<SignedIn, 'headers'>) => ({ ...headers, 'if-match': '"1"' });

export async function firstLineOf({ database }: Harness, orderId: string): Promise<string> {
  const line = await database.db
    .selectFrom('order_lines')
    .select('line_id')
    .where('order_id', '=', orderId)
    .executeTakeFirstOrThrow();
  return line.line_id;
}
