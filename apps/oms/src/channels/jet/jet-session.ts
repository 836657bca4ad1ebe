/** Owns the conversation with one Jet account: the client's answers in the OMS's own words. */
import { createJetClient, type JetAnswer, type JetClient } from '@jetway/jet-client';
import type {
  CallOptions,
  ChannelAccount,
  ChannelAnswer,
  ChannelOrder,
  ChannelSession,
  ChannelTools,
  IntentPayload,
  NodeQuantities,
} from '../index.ts';
import { call, mapped } from './jet-answers.ts';
import { jetOrderLists, ready } from './jet-lists.ts';
import { messageOf } from './jet-messages.ts';
import { readJetOrder } from './jet-orders.ts';
import { jetAccess } from './jet-settings.ts';
import { jetStockFiles } from './jet-stock-files.ts';
import { testJetAccount } from './jet-test.ts';

/** The outbox repeats by itself, with the next try in its own record: few requests per call are enough. */
const ATTEMPTS = 2;
/** An answer that takes longer is as good as lost, and others wait behind it. */
const TIMEOUT_MS = 15_000;

export function openJetSession(account: ChannelAccount, tools: ChannelTools): ChannelSession {
  const access = jetAccess(account);
  const client = createJetClient({
    baseUrl: account.baseUrl,
    user: access.user,
    secret: access.secret,
    transport: tools.transport,
    clock: tools.clock,
    timer: tools.timer,
    random: tools.ids.unit,
    newRequestId: tools.ids.uuid,
    maxAttempts: ATTEMPTS,
    timeoutMs: TIMEOUT_MS,
  });
  return {
    listReady: async (options) =>
      mapped(await client.listOrders({ params: { status: 'ready' } }, call(options)), ready),
    readOrder: (channelOrderId, options) => readOrder(client, channelOrderId, options),
    send: async (intent, options) => mapped(await sendMessage(client, intent, options), () => undefined),
    sendStock: async (sku, quantities, options) => {
      const nodes = Object.entries(quantities).map(([id, quantity]) => ({ fulfillment_node_id: id, quantity }));
      const body = { fulfillment_nodes: nodes };
      return mapped(await client.patchInventory({ params: { sku }, body }, call(options)), () => undefined);
    },
    readStock: async (sku, options) => mapped(await client.getInventory({ params: { sku } }, call(options)), stockOf),
    lists: jetOrderLists(client),
    stockFiles: tools.fetch === undefined ? undefined : jetStockFiles(client, { ...tools, fetch: tools.fetch }),
    test: (options) => testJetAccount(client, { baseUrl: account.baseUrl, nodeId: access.nodeId }, call(options)),
  };
}

async function readOrder(
  client: JetClient,
  channelOrderId: string,
  options: CallOptions | undefined,
): Promise<ChannelAnswer<ChannelOrder>> {
  const answer = mapped(await client.getOrder({ params: { orderId: channelOrderId } }, call(options)), readJetOrder);
  if (answer.kind !== 'ok') return answer;
  const read = answer.value;
  return read.ok ? { kind: 'ok', value: read.value } : { kind: 'refused', text: read.refusal.text, status: 200 };
}

function sendMessage(
  client: JetClient,
  intent: IntentPayload,
  options: CallOptions | undefined,
): Promise<JetAnswer<unknown>> {
  const message = messageOf(intent);
  const params = { orderId: intent.channelOrderId };
  switch (message.operation) {
    case 'acknowledgeOrder':
      return client.acknowledgeOrder({ params, body: message.body }, call(options));
    case 'shipOrder':
      return client.shipOrder({ params, body: message.body }, call(options));
    case 'tagOrder':
      return client.tagOrder({ params, body: message.body }, call(options));
  }
}

function stockOf(body: { readonly fulfillment_nodes: readonly unknown[] }): NodeQuantities {
  const nodes: unknown = body.fulfillment_nodes;
  if (!Array.isArray(nodes)) return {};
  return Object.fromEntries(
    nodes.flatMap((node: { fulfillment_node_id?: unknown; quantity?: unknown } | null) =>
      typeof node?.fulfillment_node_id === 'string' && typeof node.quantity === 'number'
        ? [[node.fulfillment_node_id, node.quantity]]
        : [],
    ),
  );
}
