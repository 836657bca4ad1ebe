/** Owns `jetway oms cancel`. */
import { ok, refuse } from '@jetway/kernel';
import type { OrderDetail } from '@jetway/oms-api';
import { type Command, Option } from 'commander';
import { answered } from './answers.ts';
import { collect } from './list-options.ts';
import { chosenLines, linesText } from './order-lines.ts';
import { findOrder } from './orders.ts';
import {
  addGroup,
  asOmsCommand,
  type CommonOptions,
  type Outcome,
  runOms,
  type Session,
  type Words,
  wrongUsage,
} from './run.ts';

const modes = ['reject', 'cancel-units'] as const;
type Mode = (typeof modes)[number];

interface CancelOptions extends CommonOptions {
  readonly mode?: Mode;
  readonly reason?: string;
  readonly note?: string;
  readonly line?: readonly string[];
  readonly dryRun?: boolean;
}

export function addCancel(oms: Command, words: Words): void {
  asOmsCommand(
    addGroup(oms, 'cancel', 'reject an order, or cancel its open units, and tell the channel'),
    'jetway oms cancel 182734656172 --dry-run',
    'jetway oms cancel 182734656172 --mode reject --reason "rejected - fraud" --yes',
    'jetway oms cancel 182734656172 --mode cancel-units --line MUG-1=1',
  )
    .argument('<order>', 'its number, the channel’s id, or ours')
    .addOption(new Option('--mode <mode>', 'how; needed where both ways are open').choices(modes))
    .option('--reason <reason>', 'told to the channel when rejecting: one of its own reasons')
    .option('--note <text>', 'kept in the history of the order')
    .option('--line <SKU=QUANTITY>', 'only these units; may be given more than once', collect)
    .option('--dry-run', 'show what the channel would be told, and do nothing')
    .option('--yes', 'do not ask')
    .action((order: string, options: CancelOptions) =>
      runOms(words, options, (session) => cancel(session, order, options)),
    );
}

async function cancel(session: Session, name: string, options: CancelOptions): Promise<Outcome> {
  const { client } = session;
  const found = await findOrder(session, name);
  if (!found.ok) return found;
  const { order } = found.value;
  const preview = await answered(client.previewCancel({ params: { orderId: order.id } }), 200);
  if (!preview.ok) return preview;
  const ways = preview.value.options.filter(({ mode }) => options.mode === undefined || mode === options.mode);
  const [way] = ways;
  if (way === undefined)
    return refuse('not_allowed_now', `Order ${order.referenceNumber} cannot be cancelled this way now.`);
  if (options.dryRun === true) return dryRun(session, found.value, ways, options);
  if (ways.length > 1)
    return wrongUsage(`There are ${ways.length} ways: choose one with --mode.\n\n${ways.map(wayText).join('\n')}`);
  const body = bodyOf(found.value, way.mode, options);
  if (!body.ok) return body;
  const confirmed = await session.confirm(
    `Order ${order.referenceNumber} for ${order.buyerName}\n${wayText(way)}\nCancel and tell ${order.connectionName}?`,
  );
  if (!confirmed.ok) return confirmed;
  const done = await answered(client.cancelOrder({ params: { orderId: order.id }, body: body.value }), 202);
  if (!done.ok) return done;
  session.show(done.value, () => `${done.value.summary}: ${done.value.state}.\n`);
  return ok(undefined);
}

/** Of some lines alone the message says less than the one shown, which is that of all open units. */
function dryRun(session: Session, detail: OrderDetail, ways: readonly Way[], options: CancelOptions): Outcome {
  const chosen = options.line === undefined ? ok([]) : chosenLines(detail, options.line);
  if (!chosen.ok) return chosen;
  const only = chosen.value.length === 0 ? '' : `\nOnly of these:\n${linesText(chosen.value)}`;
  const value = { dryRun: true, orderId: detail.order.id, options: ways, lines: options.line ?? [] };
  session.show(value, () => `${ways.map(wayText).join('\n')}${only}\nNothing was sent.\n`);
  return ok(undefined);
}

interface Way {
  readonly mode: Mode;
  readonly title: string;
  readonly explanation: string;
  readonly message: unknown;
}

const wayText = ({ mode, title, explanation, message }: Way): string =>
  `${title} (--mode ${mode})\n  ${explanation}\n  ${JSON.stringify(message)}`;

/** What the OMS is asked; also what a dry run checks. */
function bodyOf(detail: OrderDetail, mode: Mode, { reason, note, line }: CancelOptions) {
  const chosen = line === undefined ? ok([]) : chosenLines(detail, line);
  if (!chosen.ok) return chosen;
  const lines = chosen.value.map((one) => ({ lineId: one.line.id, quantity: one.quantity }));
  return ok({
    mode,
    ...(reason === undefined ? {} : { reason }),
    ...(note === undefined ? {} : { note }),
    ...(lines.length === 0 ? {} : { lines }),
  });
}
