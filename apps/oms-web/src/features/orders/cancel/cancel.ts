/** Owns what a person says when cancelling an order: which way, why, which units. */
import type { OrderLine, RejectReason } from '@jetway/oms-api';
import type { CancelBody } from '../orders.queries.ts';

export interface CancelDraft {
  readonly mode: CancelBody['mode'];
  /** One of those that the channel takes; empty where it takes none. */
  readonly reason: string;
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
  if (draft.mode === 'reject') return draft.reason === '' ? common : { ...common, reason: draft.reason };
  if (isEverything(draft.quantities, lines)) return common;
  const chosen = openLines(lines).map((line) => ({ lineId: line.id, quantity: draft.quantities[line.id] ?? 0 }));
  return { ...common, lines: chosen.filter(({ quantity }) => quantity > 0) };
}

/** The message as it will be with the chosen reason: wherever it names a reason, it names this one. */
export function withReason(message: unknown, reason: string, known: readonly RejectReason[]): unknown {
  if (typeof message === 'string') return known.some(({ value }) => value === message) ? reason : message;
  if (Array.isArray(message)) return message.map((part) => withReason(part, reason, known));
  if (typeof message !== 'object' || message === null) return message;
  return Object.fromEntries(Object.entries(message).map(([name, part]) => [name, withReason(part, reason, known)]));
}
