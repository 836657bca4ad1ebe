/** Owns Jet's lists of orders (pages Check for Orders, Tag Order, Check for Tagged Orders). */
import { MAX_LISTED_ORDERS, orderIdOfLink } from '@jetway/jet-api';
import type { JetClient } from '@jetway/jet-client';
import type { OrderList, OrderLists } from '../index.ts';
import { call, mapped } from './jet-answers.ts';

/** The word that orders are tagged with where a list is full. */
const SEEN = 'jetway-seen';

interface Links {
  readonly order_urls: readonly string[];
}

const linksOf = (body: Links): readonly unknown[] => {
  const links: unknown = body.order_urls;
  return Array.isArray(links) ? links : [];
};

/** Links that lead to no order are left out; the next list names the same orders again. */
export const ready = (body: Links): readonly string[] =>
  linksOf(body).flatMap((link) => (typeof link === 'string' ? (orderIdOfLink(link) ?? []) : []));

const listOf = (body: Links): OrderList => ({
  channelOrderIds: ready(body),
  isFull: linksOf(body).length >= MAX_LISTED_ORDERS,
});

export const jetOrderLists = (client: JetClient): OrderLists => ({
  list: async (status, which, options) =>
    which === 'all'
      ? mapped(await client.listOrders({ params: { status } }, call(options)), listOf)
      : mapped(
          await client.listTaggedOrders({ params: { status, tag: SEEN, tagged: 'false' } }, call(options)),
          listOf,
        ),
  mark: async (orderId, options) =>
    mapped(await client.tagOrder({ params: { orderId }, body: { tag: SEEN } }, call(options)), () => undefined),
  listCancelRequests: async (options) => mapped(await client.listDirectedCancels({}, call(options)), listOf),
});
