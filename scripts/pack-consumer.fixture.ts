/**
 * Owns what a strict TypeScript program sees of the published packages: what is right compiles, what is wrong does not.
 * `pack.test.ts` compiles it against the installed tarballs; it is never run.
 */
import { type Client, createClient, type RouteInput, type Transport } from '@jetway/http-contract';
import { type jetRoutes, type OrderListReply, skuLink, tokenRoutes } from '@jetway/jet-api';
import type { JetClient } from '@jetway/jet-client';
import { type Cents, ok, type Result, refuse } from '@jetway/kernel';

export const shipped: Result<Cents, 'lost'> = Math.random() > 1 ? ok(1) : refuse('lost', 'The parcel is lost.');
// @ts-expect-error a code that the result does not declare
export const stolen: Result<Cents, 'lost'> = refuse('stolen', 'The parcel is stolen.');

export const tokens = (transport: Transport): Client<typeof tokenRoutes> =>
  createClient(tokenRoutes, { baseUrl: 'https://marketplace.example/api', transport });

export const which: RouteInput<typeof jetRoutes.getOrder> = { params: { orderId: skuLink('a') } };
// @ts-expect-error an id is a text
export const wrong: RouteInput<typeof jetRoutes.getOrder> = { params: { orderId: 1 } };

export async function readyOrders(jet: JetClient): Promise<OrderListReply['order_urls']> {
  const answer = await jet.listOrders({ params: { status: 'ready' } });
  if (answer.kind !== 'ok') return [answer.text];
  // @ts-expect-error a value is typed by its route: this is not `any`
  const { orders } = answer.value;
  return orders ?? answer.value.order_urls;
}

// @ts-expect-error a route that the API does not have
export const noSuchCall = (jet: JetClient): unknown => jet.listParcels();
