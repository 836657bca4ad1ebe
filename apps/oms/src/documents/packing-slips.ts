/** Owns packing slips: a page or more for each order, with what is in the parcel and what is still to come. */
import type { PaperOrder } from '../orders/index.ts';
import { INNER_WIDTH, PAGE, type Paper, type Sheet } from './paper.ts';
import type { PaperDates } from './paper-dates.ts';

export interface SlipFacts {
  /** Who sends it. */
  readonly seller: string;
  readonly printed: string;
  readonly dates: PaperDates;
}

const LEFT = PAGE.margin;
const RIGHT = PAGE.width - PAGE.margin;
const BOTTOM = PAGE.height - 70;

/** Where the columns are: the SKU and the title begin, the numbers end. */
const COLUMN = { sku: LEFT, title: LEFT + 186, ordered: RIGHT - 104, shipped: RIGHT - 50, open: RIGHT } as const;
const TITLE_WIDTH = COLUMN.ordered - 46 - COLUMN.title;
const SKU_WIDTH = COLUMN.title - COLUMN.sku - 14;

const body = { size: 9.5 } as const;
const small = { size: 8, grey: true } as const;

/** Writes one order on sheets of its own. */
export function drawSlip(paper: Paper, order: PaperOrder, facts: SlipFacts): void {
  const sheets: Sheet[] = [];
  const begin = (): { readonly sheet: Sheet; readonly y: number } => {
    const sheet = paper.addSheet();
    sheets.push(sheet);
    const y = sheets.length === 1 ? drawHead(paper, sheet, order, facts) : drawShortHead(sheet, order, facts);
    return { sheet, y: drawColumns(sheet, y) };
  };
  let at = begin();
  for (const line of order.lines) {
    const title = paper.wrap(line.title === '' ? line.merchantSku : line.title, body, TITLE_WIDTH, 4);
    const sku = paper.wrap(line.merchantSku, body, SKU_WIDTH, 2);
    const height = Math.max(18 + sku.length * 12 + 12, title.length * 12 + 12);
    if (at.y + height > BOTTOM) at = begin();
    drawLine(at.sheet, at.y, line, { title, sku });
    at.sheet.rule(at.y + height, 0.88);
    at = { sheet: at.sheet, y: at.y + height };
  }
  for (const [index, sheet] of sheets.entries()) {
    sheet.rule(PAGE.height - 50);
    sheet.text(`Order ${order.referenceNumber}, page ${index + 1} of ${sheets.length}`, LEFT, PAGE.height - 36, small);
    sheet.text(`Printed ${facts.printed}`, RIGHT, PAGE.height - 36, small, 'right');
  }
}

/** Seller, order number with bars, address and facts; answers where it ends. */
function drawHead(paper: Paper, sheet: Sheet, order: PaperOrder, { seller, dates }: SlipFacts): number {
  const [name = ''] = paper.wrap(seller, { size: 17, bold: true }, INNER_WIDTH - 220, 1);
  sheet.text(name, LEFT, 62, { size: 17, bold: true });
  sheet.text('Packing slip', LEFT, 80, { size: 11, grey: true });
  sheet.bars(order.referenceNumber, RIGHT, 44, { width: 220, height: 34 }, 'right');
  sheet.text(order.referenceNumber, RIGHT, 92, { size: 11, bold: true }, 'right');
  sheet.rule(108);
  sheet.text('Ship to', LEFT, 128, small);
  const address = addressLines(order).flatMap((line, index) =>
    paper.wrap(line, { size: 11, bold: index === 0 }, 290, 2).map((text) => ({ text, bold: index === 0 })),
  );
  for (const [index, { text, bold }] of address.entries()) sheet.text(text, LEFT, 144 + index * 14, { size: 11, bold });
  const told = [
    ['Order', order.referenceNumber],
    ['Placed', dates.day(order.placedAt)],
    ...(order.shipByAt === null ? [] : [['Ship by', dates.moment(order.shipByAt)]]),
    ...(order.serviceLevel === null ? [] : [['Service', order.serviceLevel]]),
  ] as const;
  for (const [index, [label = '', value = '']] of told.entries()) {
    sheet.text(label, 372, 144 + index * 14, { size: 9.5, grey: true });
    sheet.text(value, 424, 144 + index * 14, body);
  }
  return 144 + Math.max(address.length, told.length) * 14 + 14;
}

function drawShortHead(sheet: Sheet, order: PaperOrder, { seller }: SlipFacts): number {
  sheet.text(seller, LEFT, 58, { size: 11, bold: true });
  sheet.text(`Order ${order.referenceNumber}, continued`, RIGHT, 58, body, 'right');
  return 68;
}

function drawColumns(sheet: Sheet, y: number): number {
  sheet.band(y, 18);
  const head = { size: 8.5, bold: true } as const;
  sheet.text('SKU', COLUMN.sku + 4, y + 12, head);
  sheet.text('Item', COLUMN.title, y + 12, head);
  sheet.text('Quantity', COLUMN.ordered, y + 12, head, 'right');
  sheet.text('Shipped', COLUMN.shipped, y + 12, head, 'right');
  sheet.text('Open', COLUMN.open - 4, y + 12, head, 'right');
  return y + 18;
}

function drawLine(
  sheet: Sheet,
  y: number,
  line: PaperOrder['lines'][number],
  { title, sku }: { readonly title: readonly string[]; readonly sku: readonly string[] },
): void {
  const hasBars = sheet.bars(line.merchantSku, COLUMN.sku + 4, y + 8, { width: SKU_WIDTH, height: 16 }) > 0;
  const under = hasBars ? y + 35 : y + 19;
  for (const [index, text] of sku.entries()) sheet.text(text, COLUMN.sku + 4, under + index * 12, body);
  for (const [index, text] of title.entries()) sheet.text(text, COLUMN.title, y + 19 + index * 12, body);
  const number = { size: 11 } as const;
  sheet.text(String(line.wanted), COLUMN.ordered, y + 19, { ...number, bold: true }, 'right');
  sheet.text(String(line.shipped), COLUMN.shipped, y + 19, number, 'right');
  sheet.text(String(line.open), COLUMN.open - 4, y + 19, number, 'right');
}

function addressLines({ shipTo }: PaperOrder): string[] {
  const place = [shipTo.city, [shipTo.state, shipTo.zipCode].filter((part) => part !== '').join(' ')];
  return [shipTo.name, shipTo.address1, shipTo.address2 ?? '', place.filter((part) => part !== '').join(', ')].filter(
    (line) => line.trim() !== '',
  );
}
