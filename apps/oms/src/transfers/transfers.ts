/** Owns the rules of transfers: their life, and what may be received of one. */
import { defineLifecycle, type Instant, ok, type Result, refuse } from '@jetway/kernel';
import type { TransferState, transferStates } from '@jetway/oms-api';

/** Units that were sent lie nowhere until they are received; received in parts, a transfer stays sent. */
export const transferLifecycle = defineLifecycle<
  (typeof transferStates)[number],
  'change' | 'send' | 'receive' | 'cancel'
>({
  name: 'transfer',
  initial: 'draft',
  states: ['draft', 'sent', 'received', 'cancelled'],
  transitions: {
    change: [{ from: ['draft'], to: 'draft' }],
    send: [{ from: ['draft'], to: 'sent' }],
    receive: [
      { from: ['sent'], to: 'sent' },
      { from: ['sent'], to: 'received' },
    ],
    cancel: [{ from: ['draft', 'sent'], to: 'cancelled' }],
  },
});

export interface TransferLineUnits {
  readonly skuId: string;
  readonly quantity: number;
  readonly received: number;
  readonly writtenOff: number;
  readonly returned: number;
}

export interface TransferRow {
  readonly transferId: string;
  readonly fromLocationId: string;
  readonly fromLocationName: string;
  readonly toLocationId: string;
  readonly toLocationName: string;
  readonly state: TransferState;
  readonly note: string | null;
  readonly version: number;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly sentAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly updatedBy: string;
}

/** Units of a line that are neither here nor there, while its transfer is sent. */
export const unitsLeft = ({ quantity, received, writtenOff, returned }: TransferLineUnits): number =>
  quantity - received - writtenOff - returned;

export interface Arrival {
  readonly skuId: string;
  readonly received: number;
  readonly writtenOff?: number;
  readonly note?: string;
}

type ArrivalCode = 'unknown_line' | 'too_many_units' | 'note_required' | 'repeated_sku';

/** The lines after units arrived or were given up. Refusals name the first arrival that is wrong. */
export function receiveUnits<Line extends TransferLineUnits>(
  lines: readonly Line[],
  arrivals: readonly Arrival[],
): Result<readonly Line[], ArrivalCode> {
  const bySku = new Map<string, Arrival>();
  for (const [index, arrival] of arrivals.entries()) {
    const line = lines.find(({ skuId }) => skuId === arrival.skuId);
    const path = `/lines/${index}`;
    const { received, writtenOff = 0, note } = arrival;
    if (line === undefined)
      return refuse('unknown_line', 'The transfer has no line of this SKU.', { path: `${path}/skuId` });
    if (bySku.has(arrival.skuId))
      return refuse('repeated_sku', 'This SKU stands here twice.', { path: `${path}/skuId` });
    if (received + writtenOff > unitsLeft(line))
      return refuse('too_many_units', `${unitsLeft(line)} of it are on the way.`, { path: `${path}/received` });
    if (writtenOff > 0 && (note === undefined || note.trim() === ''))
      return refuse('note_required', 'Say why units are written off.', { path: `${path}/note` });
    bySku.set(arrival.skuId, arrival);
  }
  return ok(
    lines.map((line) => {
      const { received = 0, writtenOff = 0 } = bySku.get(line.skuId) ?? {};
      return { ...line, received: line.received + received, writtenOff: line.writtenOff + writtenOff };
    }),
  );
}
