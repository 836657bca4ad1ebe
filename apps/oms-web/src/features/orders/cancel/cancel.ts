/** Owns what a person says when cancelling an order: which way, why, which units. */
import { type OrderLine, rejectReasons } from '@jetway/oms-api';
import type { CancelBody } from '../orders.queries.ts';

export type RejectReason = (typeof rejectReasons)[number];

export const reasonWords: Readonly<Record<RejectReason, string>> = {
  'rejected - other': 'Another reason',
  'rejected - fraud': 'Suspected fraud',
  'rejected - item level error': 'Something is wrong with an item',
  'rejected - ship from location not available': 'The location cannot ship',
  'rejected - shipping method not supported': 'The shipping method is not possible',
  'rejected - unfulfillable address': 'The address cannot be delivered to',
};

export interface CancelDraft {
  readonly mode: CancelBody['mode'];
  readonly reason: RejectReason;
  readonly note: string;
  /** Units to cancel by line; a line that is missing keeps all its units. */
  readonly quantities: Readonly<Record<string, number>>;
}

type Line = Pick<OrderLine, 'id' | 'openQuantity'>;

export const openLines = <L extends Line>(lines: readonly L[]): L[] => lines.filter((line) => line.openQuantity > 0);

/** Everything that is open. */
export const allOpen = (lines: readonly Line[]): Record<string, number> =>
  Object.fromEntries(openLines(lines).map((line) => [line.id, line.openQuantity]));

export const isEverything = (quantities: Readonly<Record<string, number>>, lines: readonly Line[]): boolean =>
  openLines(lines).every((line) => quantities[line.id] === line.openQuantity);

/** What is wrong with the draft; undefined when it can be sent. */
export function cancelError(draft: CancelDraft, lines: readonly Line[]): string | undefined {
  if (draft.mode === 'reject') return undefined;
  const chosen = openLines(lines).map((line) => ({ line, quantity: draft.quantities[line.id] ?? 0 }));
  if (chosen.some(({ line, quantity }) => quantity < 0 || quantity > line.openQuantity))
    return 'No more units can be cancelled than are open.';
  return chosen.every(({ quantity }) => quantity === 0) ? 'Choose at least one unit.' : undefined;
}

export function cancelBody(draft: CancelDraft, lines: readonly Line[]): CancelBody {
  const note = draft.note.trim();
  const common = { mode: draft.mode, ...(note === '' ? {} : { note }) };
  if (draft.mode === 'reject') return { ...common, reason: draft.reason };
  if (isEverything(draft.quantities, lines)) return common;
  const chosen = openLines(lines).map((line) => ({ lineId: line.id, quantity: draft.quantities[line.id] ?? 0 }));
  return { ...common, lines: chosen.filter(({ quantity }) => quantity > 0) };
}

/** The message as it will be with the chosen reason: wherever it names a reason, it names this one. */
export function withReason(message: unknown, reason: RejectReason): unknown {
  if (typeof message === 'string') return rejectReasons.some((known) => known === message) ? reason : message;
  if (Array.isArray(message)) return message.map((part) => withReason(part, reason));
  if (typeof message !== 'object' || message === null) return message;
  return Object.fromEntries(Object.entries(message).map(([name, part]) => [name, withReason(part, reason)]));
}
