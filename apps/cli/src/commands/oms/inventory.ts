/** Owns `jetway oms inventory list`, `show` and `adjust`. */
import { ok, type Result, refuse } from '@jetway/kernel';
import { adjustReasons, type InventoryItem, type LedgerEntry } from '@jetway/oms-api';
import { type Command, Option } from 'commander';
import { facts, type TableColumn } from '../../terminal/index.ts';
import { answered, instantText, type ListOptions, readList } from './answers.ts';
import { allOption, limitOption } from './list-options.ts';
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

const filters = ['all', 'out-of-stock', 'low', 'not-sent'] as const;

interface InventoryListOptions extends CommonOptions, ListOptions {
  readonly search?: string;
  readonly filter: (typeof filters)[number];
}

interface AdjustOptions extends CommonOptions {
  readonly location?: string;
  readonly by?: string;
  readonly to?: string;
  readonly reason: (typeof adjustReasons)[number];
  readonly note?: string;
}

export function addInventory(oms: Command, words: Words): void {
  const inventory = addGroup(oms, 'inventory', 'list stock, show a SKU, and adjust it');
  asOmsCommand(
    inventory
      .command('list', { isDefault: true })
      .summary('stock of every SKU')
      .description('Lists the stock of every SKU, by SKU.'),
    'jetway oms inventory list --filter out-of-stock',
    'jetway oms inventory list --all --json > stock.jsonl',
  )
    .option('--search <text>', 'the start of a SKU, or of a word of its title')
    .addOption(new Option('--filter <filter>', 'which SKUs').choices(filters).default('all'))
    .addOption(limitOption())
    .addOption(allOption())
    .action((options: InventoryListOptions) => runOms(words, options, (session) => list(session, options)));
  asOmsCommand(
    inventory.command('show').summary('one SKU').description('Shows one SKU: its stock and its last movements.'),
    'jetway oms inventory show MUG-1',
  )
    .argument('<sku>')
    .action((sku: string, options: CommonOptions) => runOms(words, options, (session) => show(session, sku)));
  asOmsCommand(
    inventory
      .command('adjust')
      .summary('change what is on hand')
      .description('Changes what is on hand at a location, by a difference or to a counted number.'),
    'jetway oms inventory adjust MUG-1 --by -2 --reason damaged',
    'jetway oms inventory adjust MUG-1 --to 40 --reason counted --location "Main warehouse" --yes',
  )
    .argument('<sku>')
    .option('--location <name>', 'its name or id; needed where stock lies at several')
    .option('--by <n>', 'the difference, for instance 5 or -2')
    .option('--to <n>', 'the counted number')
    .addOption(new Option('--reason <reason>', 'why').choices(adjustReasons).makeOptionMandatory())
    .option('--note <text>', 'kept in the ledger')
    .option('--yes', 'do not ask')
    .action((sku: string, options: AdjustOptions) =>
      runOms(words, options, (session) => adjust(session, sku, options)),
    );
}

const columns: readonly TableColumn<InventoryItem>[] = [
  { title: 'SKU', text: ({ sku }) => sku, flexible: true },
  { title: 'TITLE', text: ({ title }) => title, flexible: true },
  { title: 'ON HAND', text: ({ onHand }) => String(onHand), align: 'right' },
  { title: 'RESERVED', text: ({ reserved }) => String(reserved), align: 'right' },
  {
    title: 'AVAILABLE',
    text: ({ available }) => String(available),
    align: 'right',
    tone: ({ available }) => (available <= 0 ? 'bad' : undefined),
  },
  {
    title: 'CHANNELS',
    text: ({ channels }) => channels.map(({ connectionName, state }) => `${connectionName}: ${state}`).join(', '),
    flexible: true,
  },
];

async function list(session: Session, options: InventoryListOptions): Promise<Outcome> {
  const { search, filter } = options;
  const query = { filter, ...(search === undefined ? {} : { search }) };
  const rows = await readList(session, options, (page) =>
    answered(session.client.listInventory({ query: { ...query, ...page } }), 200),
  );
  if (!rows.ok) return rows;
  session.showRows(columns, rows.value, 'No SKU fits.');
  return ok(undefined);
}

/** A SKU by its own text, letter by letter. */
export async function findSku({ client }: Pick<Session, 'client'>, sku: string): Promise<Result<InventoryItem>> {
  const found = await answered(client.listInventory({ query: { search: sku.slice(0, 100), limit: 200 } }), 200);
  if (!found.ok) return found;
  const item = found.value.items.find((one) => one.sku === sku);
  return item === undefined ? refuse('not_found', `There is no SKU ${sku}.`) : ok(item);
}

const LAST_MOVEMENTS = 10;

async function show(session: Session, sku: string): Promise<Outcome> {
  const item = await findSku(session, sku);
  if (!item.ok) return item;
  const { skuId } = item.value;
  const ledger = await answered(
    session.client.listLedger({ params: { skuId }, query: { limit: LAST_MOVEMENTS } }),
    200,
  );
  if (!ledger.ok) return ledger;
  const { items } = ledger.value;
  session.show({ ...item.value, ledger: items }, () => told(item.value, items));
  return ok(undefined);
}

function told(item: InventoryItem, movements: readonly LedgerEntry[]): string {
  const units = (of: { onHand: number; reserved: number; available: number }): string =>
    `${of.onHand} on hand, ${of.reserved} reserved, ${of.available} available`;
  const lines = [
    facts([
      ['SKU', item.sku],
      ['Title', item.title],
      ['In all', units(item)],
      ...item.locations.map((one): [string, string] => [`  ${one.locationName}`, units(one)]),
      ...item.channels.map((one): [string, string] => [
        `  ${one.connectionName}`,
        `${one.state}, confirmed ${instantText(one.confirmedAt)}${one.lastError === null ? '' : `: ${one.lastError}`}`,
      ]),
    ]),
  ];
  if (movements.length > 0)
    lines.push(
      '\nLast movements\n',
      facts(
        movements.map((one) => [
          `  ${instantText(one.at)}`,
          `${one.locationName}: ${one.reason}, on hand ${signed(one.onHandChange)}, reserved ${signed(one.reservedChange)} (${one.actor})`,
        ]),
      ),
    );
  return lines.join('');
}

const signed = (change: number): string => (change > 0 ? `+${change}` : String(change));

async function adjust(session: Session, sku: string, options: AdjustOptions): Promise<Outcome> {
  const change = changeOf(options);
  if (!change.ok) return change;
  const found = await findSku(session, sku);
  if (!found.ok) return found;
  const item = found.value;
  const location = await findLocation(session, options.location);
  if (!location.ok) return location;
  const { id: locationId, name } = location.value;
  const { kind, quantity } = change.value;
  const what = kind === 'set' ? `to ${quantity}` : `by ${signed(quantity)}`;
  const confirmed = await session.confirm(`${item.sku} (${item.title}) at ${name}: on hand ${what}. Go on?`);
  if (!confirmed.ok) return confirmed;
  const { reason, note } = options;
  const body = { locationId, kind, quantity, reason, ...(note === undefined ? {} : { note }) };
  const done = await answered(session.client.adjustStock({ params: { skuId: item.skuId }, body }), 200);
  if (!done.ok) return done;
  session.show(
    done.value,
    () => `${done.value.sku}: ${done.value.onHand} on hand, ${done.value.available} available.\n`,
  );
  return ok(undefined);
}

function changeOf({ by, to }: AdjustOptions): Result<{ readonly kind: 'change' | 'set'; readonly quantity: number }> {
  if ((by === undefined) === (to === undefined)) return wrongUsage('Say --by N or --to N, one of both.');
  const text = by ?? to ?? '';
  if (!/^[+-]?\d{1,7}$/.test(text) || (to !== undefined && Number(text) < 0))
    return wrongUsage(`${text} is no whole number that stock can change ${to === undefined ? 'by' : 'to'}.`);
  return ok({ kind: to === undefined ? 'change' : 'set', quantity: Number(text) });
}

async function findLocation({ client }: Session, wished: string | undefined) {
  const found = await answered(client.listLocations({ query: { limit: 200 } }), 200);
  if (!found.ok) return found;
  const inUse = found.value.items.filter(({ active }) => active);
  const fitting = inUse.filter(({ id, name }) => wished === undefined || id === wished || name === wished);
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return ok(only);
  const names = inUse.map(({ name }) => `"${name}"`).join(', ');
  return wrongUsage(`Name the location with --location: ${names === '' ? 'there is none in use' : names}.`);
}
