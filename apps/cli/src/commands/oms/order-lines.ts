/** Owns which units of an order a command is about. */
import { ok, type Result, refuse } from '@jetway/kernel';
import type { OrderDetail, OrderLine } from '@jetway/oms-api';
import { readLine } from './answers.ts';

export interface ChosenLine {
  readonly line: OrderLine;
  readonly quantity: number;
}

/** Every open unit, or those that `--line SKU=QUANTITY` names. */
export function chosenLines({ order, lines }: OrderDetail, wished: readonly string[]): Result<readonly ChosenLine[]> {
  if (wished.length === 0) {
    const open = lines.filter(({ openQuantity }) => openQuantity > 0);
    if (open.length === 0) return refuse('nothing_open', `Order ${order.referenceNumber} has no open units.`);
    return ok(open.map((line) => ({ line, quantity: line.openQuantity })));
  }
  const chosen: ChosenLine[] = [];
  for (const text of wished) {
    const read = readLine(text);
    if (!read.ok) return read;
    const { sku, quantity } = read.value;
    const line = lines.find((one) => one.merchantSku === sku && !chosen.some((other) => other.line.id === one.id));
    if (line === undefined)
      return refuse('unknown_line', `Order ${order.referenceNumber} has no further line of ${sku}.`);
    if (quantity > line.openQuantity)
      return refuse('too_many_units', `${sku}: ${line.openQuantity} open, not ${quantity}.`);
    chosen.push({ line, quantity });
  }
  return ok(chosen);
}

/** The units in words, a line each. */
export const linesText = (chosen: readonly ChosenLine[]): string =>
  chosen.map(({ line, quantity }) => `  ${quantity} × ${line.merchantSku}  ${line.title}`).join('\n');
