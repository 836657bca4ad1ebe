/** Owns `jetway oms ship`. */
import { ok, type Result, refuse } from '@jetway/kernel';
import type { OrderDetail } from '@jetway/oms-api';
import type { Command } from 'commander';
import { answered } from './answers.ts';
import { collect } from './list-options.ts';
import { chosenLines, linesText } from './order-lines.ts';
import { findOrder } from './orders.ts';
import { addGroup, asOmsCommand, type CommonOptions, type Outcome, runOms, type Session, type Words } from './run.ts';

interface ShipOptions extends CommonOptions {
  readonly carrier: string;
  readonly method: string;
  readonly tracking: string;
  readonly line?: readonly string[];
  readonly dryRun?: boolean;
}

export function addShip(oms: Command, words: Words): void {
  asOmsCommand(
    addGroup(oms, 'ship', 'ship an order in one parcel, and tell the channel'),
    'jetway oms ship 182734656172 --carrier UPS --method UPSGround --tracking 1Z999 --dry-run',
    'jetway oms ship 182734656172 --carrier UPS --method UPSGround --tracking 1Z999 --line MUG-1=2 --yes',
  )
    .argument('<order>', 'its number, the channel’s id, or ours')
    .requiredOption('--carrier <name>', 'who carries it, as the channel calls it')
    .requiredOption('--method <name>', 'how, as the channel calls it')
    .requiredOption('--tracking <number>', 'the tracking number')
    .option(
      '--line <SKU=QUANTITY>',
      'only these units; may be given more than once; all open ones when not given',
      collect,
    )
    .option('--dry-run', 'show what the channel would be told, and do nothing')
    .option('--yes', 'do not ask')
    .action((order: string, options: ShipOptions) =>
      runOms(words, options, (session) => ship(session, order, options)),
    );
}

async function ship(session: Session, name: string, options: ShipOptions): Promise<Outcome> {
  const { client } = session;
  const found = await findOrder(session, name);
  if (!found.ok) return found;
  const { order } = found.value;
  const lines = chosenLines(found.value, options.line ?? []);
  if (!lines.ok) return lines;
  const { carrier, method, tracking: trackingNumber } = options;
  const items = lines.value.map(({ line, quantity }) => ({ lineId: line.id, quantity }));
  const body = { parcels: [{ carrier, method, trackingNumber, items }] };
  const text = [
    `Order ${order.referenceNumber} for ${order.buyerName}: one parcel`,
    `  ${carrier}, ${method}, ${trackingNumber}`,
    linesText(lines.value),
  ].join('\n');
  if (options.dryRun === true) {
    const known = await knownToChannel(session, found.value, options);
    if (!known.ok) return known;
    session.show({ dryRun: true, orderId: order.id, ...body }, () => `${text}\nNothing was sent.\n`);
    return ok(undefined);
  }
  const confirmed = await session.confirm(`${text}\nShip this and tell ${order.connectionName}?`);
  if (!confirmed.ok) return confirmed;
  const done = await answered(client.shipOrder({ params: { orderId: order.id }, body }), 202);
  if (!done.ok) return done;
  session.show(done.value, () => `Shipped; ${order.connectionName} is told.\n`);
  return ok(undefined);
}

/** Names are compared as channels do: by letters and digits alone. */
const bare = (name: string): string => name.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();

/** What the OMS would refuse when asked in earnest. */
async function knownToChannel(
  { client }: Session,
  { order }: OrderDetail,
  { carrier, method }: ShipOptions,
): Promise<Result<undefined>> {
  const { connectionId } = order;
  const options = await answered(client.getShippingOptions({ params: { connectionId } }), 200);
  if (!options.ok) return options;
  const { carriers, methods } = options.value;
  const knows = (known: readonly string[], name: string): boolean => known.some((one) => bare(one) === bare(name));
  if (!knows(carriers, carrier)) return refuse('unknown_carrier', `The channel knows no carrier ${carrier}.`);
  if (!knows(methods, method)) return refuse('unknown_method', `The channel knows no method ${method}.`);
  if (!order.canShip) return refuse('not_allowed_now', 'This order cannot be shipped now.');
  return ok(undefined);
}
