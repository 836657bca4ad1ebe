/** Owns trying an acknowledge policy on the orders that wait now: what it would do with each and why, changing nothing. */
import type { PolicyTrial, PreviewPolicy } from '../channels/index.ts';
import type { Database, Handle } from '../database/index.ts';
import { type Promised, tryLines } from '../routing/index.ts';
import { lineAnswers } from './acknowledge-order.ts';
import { type AcknowledgePolicy, answerByPolicy } from './answering.ts';
import { unmetRequests } from './cancel-requests.ts';
import { loadOrder } from './orders.store.ts';
import { isOnHold, openUnits } from './orders.ts';
import { matchLines, missingUnits, type StockOutcome, unmatchedSkus } from './securing.ts';
import { countUndecided, listUndecided } from './waiting-orders.store.ts';
import { beginWork, type OrderWork } from './work.ts';

/** Orders shown; the others are only counted. */
const PAGE = 100;

/** All orders see one instant, and each finds gone what those before it would take. */
export const previewPolicy =
  ({ database }: { readonly database: Database }): PreviewPolicy =>
  (organizationId, connectionId, policy) =>
    database.snapshot(async (tx) => {
      const promised: Promised = new Map();
      const items: PolicyTrial[] = [];
      const options = { deadlineBefore: null, limit: PAGE };
      for (const orderId of await listUndecided(tx, organizationId, connectionId, options)) {
        const state = await loadOrder(tx, organizationId, orderId);
        if (state !== undefined) items.push(await tryOrder(tx, beginWork(state), policy, promised));
      }
      return { items, waiting: await countUndecided(tx, organizationId, connectionId) };
    });

async function tryOrder(
  tx: Handle,
  begun: OrderWork,
  policy: AcknowledgePolicy,
  promised: Promised,
): Promise<PolicyTrial> {
  const work = await matchLines(tx, begun);
  const stock = await tryStock(tx, work, promised);
  const hasCancelRequest = unmetRequests(work).length > 0;
  const isHeld = isOnHold(work.order);
  const outcome = isHeld ? 'hold' : answerByPolicy(policy, { stock: stock.kind, hasCancelRequest });
  const answers = await lineAnswers(tx, work);
  const { orderId, referenceNumber, acknowledgeByAt } = work.order;
  return {
    orderId,
    referenceNumber,
    acknowledgeByAt,
    outcome,
    why: isHeld ? 'The order is on hold: a person releases it.' : whyOf(policy, stock, hasCancelRequest),
    lines: work.lines.map((line) => ({
      merchantSku: line.merchantSku,
      quantity: openUnits(line),
      answer: answers.get(line.lineId) ?? 'fulfillable',
    })),
  };
}

type Tried = StockOutcome & { readonly at?: string };

async function tryStock(tx: Handle, work: OrderWork, promised: Promised): Promise<Tried> {
  const merchantSkus = unmatchedSkus(work);
  if (merchantSkus.length > 0) return { kind: 'unknown-sku', merchantSkus };
  const wants = missingUnits(work);
  if (wants.length === 0) return { kind: 'covered' };
  const found = await tryLines(tx, work.order, wants, promised);
  if (found.ok)
    return { kind: 'covered', at: [...new Set(found.value.map(({ location }) => location.name))].join(' and ') };
  return { kind: 'not-covered', why: found.refusal.text };
}

function whyOf(policy: AcknowledgePolicy, stock: Tried, hasCancelRequest: boolean): string {
  if (policy === 'hold') return 'Every order waits for a person.';
  if (hasCancelRequest) return 'The buyer wants units cancelled: a person decides.';
  switch (stock.kind) {
    case 'unknown-sku':
      return `No SKU here is called ${stock.merchantSkus.join(', ')}: a person says which one it means.`;
    case 'covered':
      return stock.at === undefined ? 'All units are reserved.' : `All units are available at ${stock.at}.`;
    case 'not-covered':
      return policy === 'accept-always' ? `${stock.why} Accepted all the same.` : stock.why;
  }
}
