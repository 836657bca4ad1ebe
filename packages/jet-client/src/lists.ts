/** Owns lists as iterators: links are listed, details are read several at a time, and pages follow one another. */
import {
  MAX_LISTED_ORDERS,
  MAX_LISTED_SKUS,
  type OrderReply,
  orderIdOfLink,
  type RefundReply,
  type ReturnReply,
  refundIdOfLink,
  returnIdOfLink,
  type SkuReply,
  skuOfLink,
} from '@jetway/jet-api';
import { mapAhead } from './ahead.ts';
import type { JetAnswer, JetFailure } from './answer.ts';
import type { JetClient } from './client.ts';
import { JetError, requireOk } from './jet-error.ts';
import type { JetCallOptions } from './settings.ts';

type Params<K extends 'listOrders' | 'listReturns' | 'listSkusByStatus'> = NonNullable<
  Parameters<JetClient[K]>[0]
>['params'];

export interface IterationOptions {
  /** How many details are read at a time; 8 when absent. */
  readonly width?: number;
  /** Ends the iteration: the call under way answers that it was ended, which is thrown. */
  readonly signal?: AbortSignal;
  /**
   * Told of each thing whose details cannot be read; then the others come all the same. When absent the iteration ends
   * with a `JetError`.
   */
  readonly onFailure?: (link: string, failure: JetFailure) => void;
}

export interface OrdersOptions extends IterationOptions {
  readonly status: Params<'listOrders'>['status'];
  /** Only orders of this fulfillment node; not together with a tag. */
  readonly node?: string;
}

const WIDTH = 8;

/**
 * The orders in a status with their details, the oldest first (pages Check for Orders, Check Order Details): at most
 * 1,000, of the last 90 days. For more see `untaggedOrders`.
 * @throws JetError when a list, or without `onFailure` an order, cannot be read
 */
export async function* orders(jet: JetClient, options: OrdersOptions): AsyncGenerator<OrderReply, void, undefined> {
  const { status, node } = options;
  const query = node === undefined ? {} : { query: { fulfillment_node: node } };
  const list = requireOk(await jet.listOrders({ params: { status }, ...query }, callOptions(options.signal)));
  yield* details(list.order_urls, options, readOrder(jet));
}

export interface UntaggedOrdersOptions extends IterationOptions {
  readonly status: Params<'listOrders'>['status'];
  /** The merchant's own word for orders that he has seen to. */
  readonly tag: string;
}

/**
 * All orders in a status that do not have a tag, however many they are (pages Tag Order, Check for Tagged Orders). An
 * order is tagged as soon as the next one is asked for, so that one whose handling threw comes again the next time. An
 * order that cannot be read (`onFailure`) is not tagged.
 * @throws JetError when a list, a tag, or without `onFailure` an order, fails
 */
export async function* untaggedOrders(
  jet: JetClient,
  options: UntaggedOrdersOptions,
): AsyncGenerator<OrderReply, void, undefined> {
  const { status, tag, signal } = options;
  const seen = new Set<string>();
  for (;;) {
    const params = { status, tag, tagged: 'false' } as const;
    const { order_urls: links } = requireOk(await jet.listTaggedOrders({ params }, callOptions(signal)));
    const fresh = links.filter((link) => !seen.has(link));
    for (const link of fresh) seen.add(link);
    for await (const order of details(fresh, options, readOrder(jet))) {
      yield order;
      const orderId = order.merchant_order_id;
      requireOk(await jet.tagOrder({ params: { orderId }, body: { tag } }, callOptions(signal)));
    }
    // A full list without anything new holds only orders that could not be read: what is behind them cannot be seen.
    if (links.length < MAX_LISTED_ORDERS || fresh.length === 0) return;
  }
}

const readOrder = (jet: JetClient) => ({
  idOf: orderIdOfLink,
  read: (orderId: string, options: JetCallOptions) => jet.getOrder({ params: { orderId } }, options),
});

/**
 * The returns in a status with their details (pages Check for Returns, Check Return Detail): at most 1,000; those that
 * wait come oldest first, so that further ones appear once these are completed.
 * @throws JetError when the list, or without `onFailure` a return, cannot be read
 */
export async function* returns(
  jet: JetClient,
  options: IterationOptions & { readonly status: Params<'listReturns'>['status'] },
): AsyncGenerator<ReturnReply, void, undefined> {
  const { status, signal } = options;
  const list = requireOk(await jet.listReturns({ params: { status } }, callOptions(signal)));
  yield* details(list.return_urls, options, {
    idOf: returnIdOfLink,
    read: (returnId, callOptions) => jet.getReturn({ params: { returnId } }, callOptions),
  });
}

/**
 * The merchant's own refunds in a status with their details (pages Check for Created Refunds, Check Refund State): at
 * most 1,000.
 * @throws JetError when the list, or without `onFailure` a refund, cannot be read
 */
export async function* refunds(
  jet: JetClient,
  options: IterationOptions & { readonly status: 'created' | 'processing' | 'accepted' | 'rejected' },
): AsyncGenerator<RefundReply, void, undefined> {
  const { status, signal } = options;
  const list = requireOk(await jet.listRefunds({ params: { statusOrId: status } }, callOptions(signal)));
  yield* details('refund_urls' in list ? list.refund_urls : [], options, {
    idOf: refundIdOfLink,
    read: (refundId, callOptions) => jet.getRefund({ params: { refundId } }, callOptions),
  });
}

export interface SkusOptions {
  /** Only SKUs in this status of the product pipeline; all when absent. */
  readonly status?: Params<'listSkusByStatus'>['status'];
  readonly signal?: AbortSignal;
}

/**
 * The merchant's SKU ids in the order of their upload, page by page, however many they are (page SKU Link Retrieval).
 * @throws JetError when a page cannot be read
 */
export async function* skuIds(jet: JetClient, options: SkusOptions = {}): AsyncGenerator<string, void, undefined> {
  for await (const link of skuLinks(jet, options)) yield idOf(link, skuOfLink);
}

/**
 * The merchant's SKUs, each id with its details (page Single SKU Retrieval), otherwise as `skuIds`.
 * @throws JetError when a page, or without `onFailure` a SKU, cannot be read
 */
export async function* skus(
  jet: JetClient,
  options: SkusOptions & IterationOptions = {},
): AsyncGenerator<readonly [sku: string, details: SkuReply], void, undefined> {
  yield* details(skuLinks(jet, options), options, {
    idOf: skuOfLink,
    read: async (sku, callOptions) => {
      const answer = await jet.getSku({ params: { sku } }, callOptions);
      return answer.kind === 'ok' ? { ...answer, value: [sku, answer.value] as const } : answer;
    },
  });
}

async function* skuLinks(jet: JetClient, { status, signal }: SkusOptions): AsyncGenerator<string, void, undefined> {
  const count = MAX_LISTED_SKUS;
  for (let from = 0; ; from += count) {
    const page =
      status === undefined
        ? requireOk(await jet.listSkus({ query: { offset: from, limit: count } }, callOptions(signal)))
        : requireOk(await jet.listSkusByStatus({ params: { status, from, count } }, callOptions(signal)));
    const links = 'sku_urls' in page ? page.sku_urls : [];
    yield* links;
    if (links.length < count) return;
  }
}

interface Details<T> {
  readonly idOf: (link: string) => string | undefined;
  readonly read: (id: string, options: JetCallOptions) => Promise<JetAnswer<T>>;
}

async function* details<T>(
  links: Iterable<string> | AsyncIterable<string>,
  { width = WIDTH, signal, onFailure }: IterationOptions,
  kind: Details<T>,
): AsyncGenerator<T, void, undefined> {
  const read = async (link: string, ending: AbortSignal): Promise<{ link: string; answer: JetAnswer<T> }> => {
    const id = kind.idOf(link);
    const both = signal === undefined ? ending : AbortSignal.any([signal, ending]);
    const answer = id === undefined ? unreadable(link) : await kind.read(id, { signal: both });
    return { link, answer };
  };
  for await (const { link, answer } of mapAhead(links, width, read)) {
    if (answer.kind === 'ok') yield answer.value;
    else if (onFailure === undefined) throw new JetError(answer);
    else onFailure(link, answer);
  }
}

const unreadable = (link: string): JetFailure => ({
  kind: 'unknown',
  text: `The link leads to nothing known: ${link}`,
});

function idOf(link: string, read: (link: string) => string | undefined): string {
  const id = read(link);
  if (id === undefined) throw new JetError(unreadable(link));
  return id;
}

const callOptions = (signal: AbortSignal | undefined): JetCallOptions => (signal === undefined ? {} : { signal });
