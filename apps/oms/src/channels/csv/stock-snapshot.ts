/** Owns the stock of all SKUs in one file: what is told together is written together, and the file is replaced whole. */
import { parse } from 'csv-parse/sync';
import type { NodeQuantities } from '../index.ts';
import type { Dialect } from './csv-settings.ts';
import type { FileTree } from './file-tree.ts';
import { textOf } from './outgoing.ts';

export const STOCK_FILE = 'stock/stock.csv';
/** Ours: the shop may take the other one away. */
const COPY = 'records/stock.csv';
const columns = ['sku', 'location', 'quantity'] as const;

export interface StockSnapshot {
  /** Resolves when a file with these quantities was written. */
  readonly tell: (sku: string, quantities: NodeQuantities) => Promise<void>;
  readonly read: (sku: string) => Promise<NodeQuantities>;
}

type Stock = Map<string, NodeQuantities>;

export function createStockSnapshot(tree: FileTree, dialect: Pick<Dialect, 'separator'>): StockSnapshot {
  let loaded: Promise<Stock> | undefined;
  let waiting: Stock = new Map();
  let writing: Promise<void> | undefined;
  const stock = (): Promise<Stock> => {
    loaded ??= load(tree);
    // A folder that is away now may be there at the next try.
    loaded.catch(() => {
      loaded = undefined;
    });
    return loaded;
  };
  const write = async (): Promise<void> => {
    const known = await stock();
    const batch = waiting;
    waiting = new Map();
    const next = new Map(known);
    for (const [sku, quantities] of batch) next.set(sku, { ...known.get(sku), ...quantities });
    await tree.write(STOCK_FILE, snapshotText(next, dialect));
    await tree.write(COPY, snapshotText(next, { separator: ',' }));
    loaded = Promise.resolve(next);
  };
  return {
    tell: (sku, quantities) => {
      waiting.set(sku, { ...waiting.get(sku), ...quantities });
      // A write that has begun does not hold what is told now: the one after it does.
      const before = writing ?? Promise.resolve();
      writing = nextWrite(before, () => (waiting.size === 0 ? undefined : write()));
      return writing;
    },
    read: async (sku) => (await stock()).get(sku) ?? {},
  };
}

/** After the one before, whatever became of it. */
async function nextWrite(before: Promise<void>, write: () => Promise<void> | undefined): Promise<void> {
  await before.catch(() => undefined);
  await write();
}

const snapshotText = (stock: Stock, dialect: Pick<Dialect, 'separator'>): string => {
  const rows = [...stock].flatMap(([sku, quantities]) =>
    Object.entries(quantities).map(([location, quantity]) => ({ sku, location, quantity })),
  );
  return textOf({ columns, rows }, dialect);
};

async function load(tree: FileTree): Promise<Stock> {
  const bytes = await tree.read(COPY);
  const stock: Stock = new Map();
  if (bytes === undefined) return stock;
  const [, ...rows] = parse(bytes, { skip_empty_lines: true, relax_column_count: true });
  for (const [sku = '', location = '', quantity = ''] of rows)
    if (/^\d+$/.test(quantity)) stock.set(sku, { ...stock.get(sku), [location]: Number(quantity) });
  return stock;
}
