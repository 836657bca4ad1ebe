/** Owns `jetway oms orders list` and `show`, and how an order is named on the command line. */
import { formatCents, ok, type Result, refuse } from '@jetway/kernel';
import { type OrderDetail, type OrderSummary, type OrderTab, orderTabs } from '@jetway/oms-api';
import { type Command, Option } from 'commander';
import { facts, type TableColumn } from '../../terminal/index.ts';
import { answered, instantText, type ListOptions, readList } from './answers.ts';
import { allOption, limitOption } from './list-options.ts';
import { addGroup, asOmsCommand, type CommonOptions, type Outcome, runOms, type Session, type Words } from './run.ts';

interface OrderListOptions extends CommonOptions, ListOptions {
  readonly tab: OrderTab;
  readonly search?: string;
  readonly sort: 'placed' | '-placed' | 'ship-by';
}

export function addOrders(oms: Command, words: Words): void {
  const orders = addGroup(oms, 'orders', 'list orders, and show one');
  asOmsCommand(
    orders
      .command('list', { isDefault: true })
      .summary('orders, newest first')
      .description('Lists orders, newest first.'),
    'jetway oms orders list --tab to-ship --sort ship-by',
    'jetway oms orders list --search 1Z999 --json',
    'jetway oms orders list --all --json > orders.jsonl',
  )
    .addOption(new Option('--tab <tab>', 'a built-in view').choices(orderTabs).default('all'))
    .option('--search <text>', 'the start of an order number, a name, a SKU or a tracking number')
    .addOption(
      new Option('--sort <sort>', 'the order of the list').choices(['placed', '-placed', 'ship-by']).default('-placed'),
    )
    .addOption(limitOption())
    .addOption(allOption())
    .action((options: OrderListOptions) => runOms(words, options, (session) => list(session, options)));
  asOmsCommand(
    orders.command('show').summary('one order').description('Shows one order with its lines, shipments and history.'),
    'jetway oms orders show 182734656172',
  )
    .argument('<order>', 'its number, the channel’s id, or ours')
    .action((order: string, options: CommonOptions) => runOms(words, options, (session) => show(session, order)));
}

const deadlineOf = ({ status, acknowledgeBy, shipBy }: OrderSummary): string => {
  if (status === 'new' && acknowledgeBy !== null) return `answer by ${instantText(acknowledgeBy)}`;
  if ((status === 'acknowledged' || status === 'in_progress') && shipBy !== null)
    return `ship by ${instantText(shipBy)}`;
  return '';
};

const columns: readonly TableColumn<OrderSummary>[] = [
  { title: 'ORDER', text: ({ referenceNumber }) => referenceNumber },
  {
    title: 'STATUS',
    text: ({ status }) => status,
    tone: ({ status }) => (status === 'new' ? 'warning' : status === 'complete' ? 'good' : undefined),
  },
  { title: 'PLACED', text: ({ placedAt }) => instantText(placedAt) },
  { title: 'DEADLINE', text: deadlineOf },
  { title: 'BUYER', text: ({ buyerName }) => buyerName, flexible: true },
  { title: 'FIRST ITEM', text: ({ firstTitle }) => firstTitle, flexible: true },
  { title: 'UNITS', text: ({ unitCount }) => String(unitCount), align: 'right' },
  { title: 'TOTAL', text: ({ totalCents }) => formatCents(totalCents), align: 'right' },
  {
    title: 'PROBLEMS',
    text: ({ openProblems }) => (openProblems === 0 ? '' : String(openProblems)),
    align: 'right',
    tone: () => 'bad',
  },
];

async function list(session: Session, options: OrderListOptions): Promise<Outcome> {
  const { tab, sort, search } = options;
  const filters = { tab, sort, ...(search === undefined ? {} : { search }) };
  const rows = await readList(session, options, (page) =>
    answered(session.client.listOrders({ query: { ...filters, ...page } }), 200),
  );
  if (!rows.ok) return rows;
  session.showRows(columns, rows.value, 'No order fits.');
  return ok(undefined);
}

/** An order by our id, its number or the channel's id. */
export async function findOrder({ client }: Pick<Session, 'client'>, name: string): Promise<Result<OrderDetail>> {
  const byId = await answered(client.getOrder({ params: { orderId: name.slice(0, 64) } }), 200);
  if (byId.ok || byId.refusal.code !== 'not_found') return byId;
  const found = await answered(client.listOrders({ query: { search: name.slice(0, 100), limit: 50 } }), 200);
  if (!found.ok) return found;
  const exact = found.value.items.filter((order) => order.referenceNumber === name || order.channelOrderId === name);
  const [only] = exact;
  if (only === undefined) return refuse('not_found', `There is no order ${name}.`);
  if (exact.length > 1) return refuse('ambiguous', `${exact.length} orders are called ${name}; name one by its id.`);
  return answered(client.getOrder({ params: { orderId: only.id } }), 200);
}

async function show(session: Session, name: string): Promise<Outcome> {
  const found = await findOrder(session, name);
  if (!found.ok) return found;
  session.show(found.value, () => told(found.value));
  return ok(undefined);
}

function told({ order, shipTo, lines, shipments, intents, timeline }: OrderDetail): string {
  const about = facts([
    ['Order', `${order.referenceNumber} (${order.connectionName}, ${order.channelOrderId})`],
    ['Id', order.id],
    ['Status', `${order.status} (the channel says ${order.channelStatus})`],
    ['Placed', instantText(order.placedAt)],
    ['Answer by', instantText(order.acknowledgeBy)],
    ['Ship by', instantText(order.shipBy)],
    ['Ship to', [shipTo.name, shipTo.address1, shipTo.city, shipTo.state, shipTo.zipCode].join(', ')],
    ['Total', `${formatCents(order.totalCents)} ${order.currency}`],
    ['Problems', String(order.openProblems)],
  ]);
  const shownLines = lines.map((line): readonly [string, string] => [
    `  ${line.merchantSku}`,
    `${line.orderedQuantity} ordered, ${line.shippedQuantity} shipped, ${line.cancelledQuantity} cancelled, ${line.openQuantity} open  ${line.title}`,
  ]);
  const shownShipments = shipments.map((shipment): readonly [string, string] => [
    `  ${shipment.trackingNumber ?? '(no tracking number)'}`,
    `${shipment.carrier ?? '–'}, ${shipment.method ?? '–'}: ${shipment.state}`,
  ]);
  const shownIntents = intents.map((intent): readonly [string, string] => [
    `  ${intent.state}`,
    `${intent.summary}${intent.lastError === null ? '' : `: ${intent.lastError}`}`,
  ]);
  const shownEvents = timeline.map((event): readonly [string, string] => [
    `  ${instantText(event.at)}`,
    `${event.text} (${event.actor})`,
  ]);
  const part = (title: string, pairs: readonly (readonly [string, string])[]): string =>
    pairs.length === 0 ? '' : `\n${title}\n${facts(pairs)}`;
  return [
    about,
    part('Lines', shownLines),
    part('Shipments', shownShipments),
    part('Messages to the channel', shownIntents),
    part('History', shownEvents),
  ].join('');
}
