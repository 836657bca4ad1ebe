/** Owns the pick list: what to fetch, place by place, with the orders each unit is for. */
import type { Pick, PickPlace } from './documents.ts';
import { PAGE, type Paper, type Sheet } from './paper.ts';

export interface PickListFacts {
  /** Whose list it is. */
  readonly seller: string;
  readonly printed: string;
  readonly orderCount: number;
}

const LEFT = PAGE.margin;
const RIGHT = PAGE.width - PAGE.margin;
const BOTTOM = PAGE.height - 70;

const COLUMN = { tick: LEFT + 4, sku: LEFT + 24, title: LEFT + 200, units: LEFT + 386, orders: LEFT + 404 } as const;
const SKU_WIDTH = COLUMN.title - COLUMN.sku - 12;
const TITLE_WIDTH = COLUMN.units - 40 - COLUMN.title;
const ORDERS_WIDTH = RIGHT - COLUMN.orders;

const body = { size: 9.5 } as const;
const small = { size: 8, grey: true } as const;
/** From one line of text to the next. */
const LINE = 12;

interface Place {
  readonly sheet: Sheet;
  readonly y: number;
}

/** Writes the whole list. */
export function drawPickList(paper: Paper, places: readonly PickPlace[], facts: PickListFacts): void {
  const sheets: Sheet[] = [];
  const begin = (): Place => {
    const sheet = paper.addSheet();
    sheets.push(sheet);
    return { sheet, y: drawHead(paper, sheet, places, facts) };
  };
  let at = begin();
  for (const place of places) {
    if (at.y + 110 > BOTTOM) at = begin();
    at = { ...at, y: drawPlace(at.sheet, at.y, place, '') };
    for (const pick of place.picks) {
      let row = rowOf(paper, pick);
      for (;;) {
        if (at.y + leastHeight(row) > BOTTOM) {
          at = begin();
          at = { ...at, y: drawPlace(at.sheet, at.y, place, ', continued') };
        }
        const [fits, rest] = split(row, BOTTOM - at.y);
        drawRow(at.sheet, at.y, fits);
        at.sheet.rule(at.y + heightOf(fits), 0.88);
        at = { ...at, y: at.y + heightOf(fits) };
        if (rest === undefined) break;
        row = rest;
      }
    }
    at = { ...at, y: at.y + 14 };
  }
  for (const [index, sheet] of sheets.entries()) {
    sheet.rule(PAGE.height - 50);
    sheet.text(`Page ${index + 1} of ${sheets.length}`, LEFT, PAGE.height - 36, small);
    sheet.text(`Printed ${facts.printed}`, RIGHT, PAGE.height - 36, small, 'right');
  }
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const unitsOf = (picks: readonly Pick[]): number => picks.reduce((sum, { units }) => sum + units, 0);

function drawHead(paper: Paper, sheet: Sheet, places: readonly PickPlace[], facts: PickListFacts): number {
  const units = unitsOf(places.flatMap(({ picks }) => picks));
  sheet.text('Pick list', LEFT, 62, { size: 17, bold: true });
  const [seller = ''] = paper.wrap(facts.seller, { size: 11, grey: true }, 300, 1);
  sheet.text(seller, RIGHT, 62, { size: 11, grey: true }, 'right');
  sheet.text(`${counted(units, 'unit')} for ${counted(facts.orderCount, 'order')}`, LEFT, 80, { size: 11, grey: true });
  return 98;
}

function drawPlace(sheet: Sheet, y: number, { locationName, picks }: PickPlace, more: string): number {
  sheet.band(y, 22);
  sheet.text(`${locationName ?? 'No location yet'}${more}`, LEFT + 4, y + 15, { size: 11, bold: true });
  sheet.text(counted(unitsOf(picks), 'unit'), RIGHT - 4, y + 15, { size: 9.5, grey: true }, 'right');
  const head = { size: 8, grey: true } as const;
  sheet.text('SKU', COLUMN.sku, y + 36, head);
  sheet.text('Item', COLUMN.title, y + 36, head);
  sheet.text('Units', COLUMN.units, y + 36, head, 'right');
  sheet.text('For orders', COLUMN.orders, y + 36, head);
  sheet.rule(y + 41, 0.88);
  return y + 41;
}

interface Row {
  /** Null where a row goes on with the orders of the one before. */
  readonly pick: Pick | null;
  readonly sku: readonly string[];
  readonly title: readonly string[];
  readonly orders: readonly string[];
}

function rowOf(paper: Paper, pick: Pick): Row {
  return {
    pick,
    sku: paper.wrap(pick.merchantSku, body, SKU_WIDTH, 2),
    title: paper.wrap(pick.title, body, TITLE_WIDTH, 3),
    orders: pick.orders.flatMap(({ referenceNumber, units }) =>
      paper.wrap(`${referenceNumber} × ${units}`, body, ORDERS_WIDTH, 2),
    ),
  };
}

const heightOf = ({ pick, sku, title, orders }: Row, orderLines = orders.length): number =>
  12 + Math.max(orderLines * LINE, pick === null ? LINE : Math.max(18 + sku.length * LINE, title.length * LINE));

/** A row is not begun for fewer orders than this, if it has more. */
const leastHeight = (row: Row): number => heightOf(row, Math.min(3, row.orders.length));

/** What fits into the height, and what goes on in another row. */
function split(row: Row, height: number): [Row, Row | undefined] {
  const room = Math.max(1, Math.floor((height - 12) / LINE));
  if (row.orders.length <= room) return [row, undefined];
  return [
    { ...row, orders: row.orders.slice(0, room) },
    { ...row, pick: null, orders: row.orders.slice(room) },
  ];
}

function drawRow(sheet: Sheet, y: number, { pick, sku, title, orders }: Row): void {
  if (pick === null) sheet.text(`${sku.join('')}, continued`, COLUMN.sku, y + 17, small);
  else {
    sheet.tick(COLUMN.tick, y + 18, 10);
    const hasBars = sheet.bars(pick.merchantSku, COLUMN.sku, y + 7, { width: SKU_WIDTH, height: 15 }) > 0;
    for (const [index, text] of sku.entries())
      sheet.text(text, COLUMN.sku, y + (hasBars ? 33 : 17) + index * LINE, body);
    for (const [index, text] of title.entries()) sheet.text(text, COLUMN.title, y + 17 + index * LINE, body);
    sheet.text(String(pick.units), COLUMN.units, y + 18, { size: 13, bold: true }, 'right');
  }
  for (const [index, text] of orders.entries()) sheet.text(text, COLUMN.orders, y + 17 + index * LINE, body);
}
