/** Owns the files that tell the shop what was decided: their names, columns and rows. The same message gives the same file. */
import { stringify } from 'csv-stringify/sync';
import type { IntentDescription, IntentPayload, TagIntent } from '../index.ts';
import type { Dialect } from './csv-settings.ts';
import { stemOf } from './records.ts';

/** Messages that there are files for. */
export type FiledIntent = Exclude<IntentPayload, TagIntent>;

/** A file ready to be written. */
export interface OutgoingFile {
  readonly path: string;
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string | number>>[];
}

const ANSWER_COLUMNS = ['message_id', 'order_id', 'answer', 'reason', 'line_id', 'sku', 'quantity'] as const;
const TRACKING_COLUMNS = [
  'message_id',
  'order_id',
  'shipped_at',
  'carrier',
  'method',
  'tracking_number',
  'line_id',
  'sku',
  'quantity',
  'cancelled_quantity',
] as const;

export function fileOf(intent: FiledIntent): OutgoingFile {
  const stem = stemOf(intent.channelOrderId);
  const order = { order_id: intent.channelOrderId };
  if (intent.kind === 'ship') {
    const parcel = {
      message_id: intent.altShipmentId,
      ...order,
      shipped_at: new Date(intent.shippedAt).toISOString(),
      carrier: intent.carrier,
      method: intent.method,
      tracking_number: intent.trackingNumber,
    };
    const rows = intent.lines.map((line) => ({ ...parcel, ...unitsOf(line), cancelled_quantity: line.cancelled ?? 0 }));
    return { path: `tracking/${stem}-${stemOf(intent.altShipmentId)}.csv`, columns: TRACKING_COLUMNS, rows };
  }
  if (intent.kind === 'cancel' && intent.mode === 'cancel-units') {
    const cancelled = { message_id: intent.altShipmentId, ...order, answer: 'cancelled', reason: '' };
    const rows = intent.lines.map((line) => ({ ...cancelled, ...unitsOf(line) }));
    return { path: `answers/${stem}-${stemOf(intent.altShipmentId)}.csv`, columns: ANSWER_COLUMNS, rows };
  }
  const answer = statusOf(intent);
  const reason = answer === 'rejected' ? (intent.reason ?? '') : '';
  const row = { message_id: intent.altOrderId, ...order, answer, reason };
  return { path: `answers/${stem}.csv`, columns: ANSWER_COLUMNS, rows: [row] };
}

/** What an order's answer is remembered as. */
export const statusOf = (intent: Exclude<FiledIntent, { readonly kind: 'ship' }>): string =>
  intent.kind === 'acknowledge' && intent.decision === 'accept' ? 'accepted' : 'rejected';

const unitsOf = (line: {
  readonly channelLineId: string;
  readonly merchantSku: string;
  readonly quantity: number;
}) => ({
  line_id: line.channelLineId,
  sku: line.merchantSku,
  quantity: line.quantity,
});

/** The file's text; values stand as they are, since programs read them. */
export const textOf = ({ columns, rows }: Omit<OutgoingFile, 'path'>, { separator }: Pick<Dialect, 'separator'>) =>
  stringify([[...columns], ...rows.map((row) => columns.map((column) => row[column] ?? ''))], {
    delimiter: separator,
    record_delimiter: '\r\n',
  });

/** The message as the shop will get it, and what it means in words. */
export function describeFile(intent: IntentPayload): IntentDescription {
  if (intent.kind === 'tag')
    return {
      title: 'Tag the order',
      explanation: 'There is no file for tags: nothing is written.',
      message: { method: 'WRITE', path: '', body: null },
    };
  const { path, rows } = fileOf(intent);
  return { ...words(intent), message: { method: 'WRITE', path, body: rows } };
}

function words(intent: FiledIntent): Pick<IntentDescription, 'title' | 'explanation'> {
  if (intent.kind === 'ship')
    return {
      title: `Ship ${counted(intent.lines)} with ${intent.carrier}`,
      explanation: `A file in tracking/ says that ${counted(intent.lines)} left by ${intent.method}, tracking number ${intent.trackingNumber}.`,
    };
  if (intent.kind === 'cancel' && intent.mode === 'cancel-units')
    return {
      title: `Cancel ${counted(intent.lines)}`,
      explanation: `A file in answers/ says that ${counted(intent.lines)} will not be shipped. Nothing else of the order changes.`,
    };
  if (intent.kind === 'acknowledge' && intent.decision === 'accept')
    return { title: 'Accept the order', explanation: 'A file in answers/ says that the order was accepted.' };
  return {
    title: 'Reject the whole order',
    explanation: `A file in answers/ says that the order was rejected for "${intent.reason ?? 'other'}". The order ends, and nothing of it can be shipped any more.`,
  };
}

function counted(lines: readonly { readonly quantity: number }[]): string {
  const units = lines.reduce((sum, line) => sum + line.quantity, 0);
  return `${units} unit${units === 1 ? '' : 's'}`;
}
