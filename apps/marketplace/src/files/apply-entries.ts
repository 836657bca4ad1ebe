/** Owns applying a batch of a file's records: which of a SKU's records counts, and what is to be told of each. */
import { recordError } from '@jetway/jet-api';
import type { BulkContext, BulkOutcome, BulkRecord } from '../bulk/index.ts';
import type { Entry } from './entries.ts';
import type { Progress } from './processing.store.ts';

/** The letters that stand for what became of a record. */
export const OUTCOME = { applied: 'a', inError: 'e', superseded: 's' } as const;
type Letter = (typeof OUTCOME)[keyof typeof OUTCOME];

export interface EntryOutcome {
  readonly letter: Letter;
  readonly errors: readonly string[];
}

/** Applies records of which no SKU occurs twice. */
export type Apply = (records: readonly BulkRecord<unknown>[]) => Promise<BulkOutcome>;
export type ApplyContext = BulkContext;

/**
 * Applies a batch as if its records came one after the other. The last of a SKU's records wins, so only the last is tried;
 * one before it is tried when it turns out to be in error.
 */
export async function applyEntries(entries: readonly Entry[], apply: Apply): Promise<EntryOutcome[]> {
  const outcomes: EntryOutcome[] = entries.map(({ errors }) => ({
    letter: errors.length > 0 ? OUTCOME.inError : OUTCOME.superseded,
    errors,
  }));
  /** By SKU the numbers of the records that may be tried, the last at the end. */
  let waiting = new Map<string, number[]>();
  for (const [index, { sku, errors }] of entries.entries()) {
    if (errors.length > 0) continue;
    const known = waiting.get(sku);
    if (known === undefined) waiting.set(sku, [index]);
    else known.push(index);
  }
  while (waiting.size > 0) {
    const outcome = await apply(
      [...waiting].map(([sku, indices]) => ({ sku, body: entries[indices.at(-1) ?? -1]?.body })),
    );
    const again = new Map<string, number[]>();
    for (const [sku, indices] of waiting) {
      const index = indices.pop() ?? -1;
      const errors = outcome.errors.get(sku) ?? [];
      if (errors.length > 0) {
        outcomes[index] = { letter: OUTCOME.inError, errors };
        if (indices.length > 0) again.set(sku, indices);
      } else if (!outcome.superseded.has(sku)) outcomes[index] = { letter: OUTCOME.applied, errors: [] };
    }
    waiting = again;
  }
  return outcomes;
}

/** A line as every database keeps it: a file may hold any characters. */
export const sound = (line: string): string => line.toWellFormed().replaceAll('\u0000', '\ufffd');

/** Longer SKUs are none; their beginning tells which record is meant. */
const MOST_SHOWN = 64;
const shown = (sku: string): string => (sku.length > MOST_SHOWN ? `${sku.slice(0, MOST_SHOWN)}…` : sku);

/**
 * What a batch adds to a file. A record that overwrites one that the file applied before takes its place among the
 * applied: the other counts as superseded. `room` is how many bytes of lines may be kept.
 */
export function progressOf(
  entries: readonly Entry[],
  outcomes: readonly EntryOutcome[],
  wasApplied: (sku: string) => boolean,
  room: number,
): Progress {
  const lines = outcomes.flatMap(({ errors }, index) => {
    const entry = entries[index];
    return entry === undefined ? [] : errors.map((text) => sound(recordError(entry.at, shown(entry.sku), text)));
  });
  const count = (wanted: Letter): number => outcomes.filter(({ letter }) => letter === wanted).length;
  const overwriting = entries.filter(
    ({ sku }, index) => outcomes[index]?.letter === OUTCOME.applied && wasApplied(sku),
  ).length;
  const errorBytes = lines.reduce((sum, line) => sum + line.length, 0);
  return {
    outcomes: outcomes.map(({ letter }) => letter).join(''),
    applied: count(OUTCOME.applied) - overwriting,
    inError: count(OUTCOME.inError),
    superseded: count(OUTCOME.superseded) + overwriting,
    errorCount: lines.length,
    errorBytes,
    lines: room > 0 ? lines : [],
  };
}
