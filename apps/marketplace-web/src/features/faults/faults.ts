/** Owns the words of faults, and a fault as a form holds it. */
import type { FaultKind, FaultRule, FaultRuleInput, FaultSchedule } from '@jetway/marketplace-api';

export interface FaultWords {
  readonly name: string;
  readonly means: string;
}

export const faultWords: Readonly<Record<FaultKind, FaultWords>> = {
  latency: { name: 'Slow answer', means: 'The answer is right, but comes late' },
  unauthorized: { name: 'Unauthorized (401)', means: 'The token is turned away although it is valid' },
  too_many_requests: { name: 'Too many requests (429)', means: 'Turned away as if a rate limit were hit' },
  server_error: { name: 'Server error (500)', means: 'Nothing is done, and an error is answered' },
  unavailable: { name: 'Unavailable (503)', means: 'Nothing is done, and the server says it is not ready' },
  lost_request: { name: 'Lost request', means: 'The connection ends before anything is done' },
  lost_answer: { name: 'Lost answer', means: 'It is done, but the connection ends before the answer' },
  truncated_answer: { name: 'Truncated answer', means: 'The connection ends in the middle of the answer' },
  stuck_file: { name: 'Stuck files', means: 'Uploaded files wait until the fault ends' },
};

const isKind = (kind: string): kind is FaultKind => kind in faultWords;

/** The name of a kind; a kind that this page does not know is its own name. */
export const faultName = (kind: string): string => (isKind(kind) ? faultWords[kind].name : kind);

export const scheduleNames: Readonly<Record<FaultSchedule, string>> = {
  always: 'Every request',
  probability: 'Some, by chance',
  every: 'Every nth',
  next: 'Only the next',
};

const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });

function ordinal(count: number): string {
  const ending = { one: 'st', two: 'nd', few: 'rd', other: 'th', many: 'th', zero: 'th' };
  return `${count}${ending[new Intl.PluralRules('en', { type: 'ordinal' }).select(count)]}`;
}

/** Which requests it hits, in words. */
export function scheduleText({ schedule, count, probability, seen }: FaultRule): string {
  if (schedule === 'always') return 'Every request';
  if (schedule === 'probability') return `${percent.format(probability ?? 0)} of the requests`;
  if (schedule === 'every') return `Every ${ordinal(count ?? 1)} request`;
  const left = Math.max(0, (count ?? 0) - seen);
  return left === 0 ? `The next ${count}: all were hit` : `The next ${count}, ${left} to come`;
}

/** What else is set, in words; empty when nothing is. */
export function detailText({ latencyMinMs, latencyMaxMs, retryAfterSeconds }: FaultRule): string {
  if (latencyMinMs !== null && latencyMaxMs !== null)
    return latencyMinMs === latencyMaxMs ? `${latencyMinMs} ms` : `${latencyMinMs} to ${latencyMaxMs} ms`;
  return retryAfterSeconds === null ? '' : `Retry-After: ${retryAfterSeconds} s`;
}

export type FaultState = 'on' | 'off' | 'over';

export function stateOf({ enabled, until }: FaultRule, realNow: number): FaultState {
  if (!enabled) return 'off';
  return until !== null && until <= realNow ? 'over' : 'on';
}

type Amount = number | '';

/** A fault as the form holds it. */
export interface FaultValues {
  readonly kind: FaultKind;
  /** Empty: all routes. */
  readonly operation: string;
  readonly schedule: FaultSchedule;
  readonly percent: Amount;
  readonly count: Amount;
  readonly latencyMinMs: Amount;
  readonly latencyMaxMs: Amount;
  /** Empty: without the header. */
  readonly retryAfterSeconds: Amount;
  readonly seed: Amount;
  /** Minutes from now until it ends; empty: never. */
  readonly minutes: Amount;
}

export const newFault: FaultValues = {
  kind: 'server_error',
  operation: '',
  schedule: 'next',
  percent: 10,
  count: 1,
  latencyMinMs: 500,
  latencyMaxMs: 2_000,
  retryAfterSeconds: '',
  seed: 1,
  minutes: '',
};

export function valuesOf(rule: FaultRule, realNow: number): FaultValues {
  return {
    kind: rule.kind,
    operation: rule.operation ?? '',
    schedule: rule.schedule,
    percent: rule.probability === null ? newFault.percent : Math.round(rule.probability * 1_000) / 10,
    count: rule.count ?? newFault.count,
    latencyMinMs: rule.latencyMinMs ?? newFault.latencyMinMs,
    latencyMaxMs: rule.latencyMaxMs ?? newFault.latencyMaxMs,
    retryAfterSeconds: rule.retryAfterSeconds ?? '',
    seed: rule.seed,
    minutes: rule.until === null ? '' : Math.max(1, Math.ceil((rule.until - realNow) / 60_000)),
  };
}

export type FaultErrors = Readonly<Partial<Record<keyof FaultValues, string>>>;

const ENTER = 'Enter a number';

/** Only what its kind and its schedule ask for is looked at. */
export function checkFault(values: FaultValues): FaultErrors {
  const { kind, schedule, latencyMinMs, latencyMaxMs } = values;
  return {
    ...(kind === 'latency' && latencyMinMs === '' ? { latencyMinMs: ENTER } : {}),
    ...(kind === 'latency' && latencyMaxMs === '' ? { latencyMaxMs: ENTER } : {}),
    ...(kind === 'latency' && latencyMinMs !== '' && latencyMaxMs !== '' && latencyMaxMs < latencyMinMs
      ? { latencyMaxMs: 'Not less than the shortest wait' }
      : {}),
    ...(kind !== 'stuck_file' && schedule === 'probability' && values.percent === '' ? { percent: ENTER } : {}),
    ...(kind !== 'stuck_file' && (schedule === 'every' || schedule === 'next') && values.count === ''
      ? { count: ENTER }
      : {}),
  };
}

const orNull = (value: Amount): number | null => (value === '' ? null : value);

/** What is sent for the values, which are right. */
export function inputOf(values: FaultValues, realNow: number): FaultRuleInput {
  const { kind, minutes, seed } = values;
  const until = minutes === '' ? null : realNow + Math.round(minutes * 60_000);
  if (kind === 'stuck_file') return { kind, until };
  const { schedule } = values;
  return {
    kind,
    operation: values.operation === '' ? null : values.operation,
    schedule,
    probability: schedule === 'probability' && values.percent !== '' ? values.percent / 100 : null,
    count: schedule === 'every' || schedule === 'next' ? orNull(values.count) : null,
    latencyMinMs: kind === 'latency' ? orNull(values.latencyMinMs) : null,
    latencyMaxMs: kind === 'latency' ? orNull(values.latencyMaxMs) : null,
    retryAfterSeconds: hasRetryAfter(kind) ? orNull(values.retryAfterSeconds) : null,
    seed: seed === '' ? 1 : seed,
    until,
  };
}

export const hasRetryAfter = (kind: FaultKind): boolean => kind === 'too_many_requests' || kind === 'unavailable';

/** The same fault, switched on or off. */
export function switched(rule: FaultRule, enabled: boolean): FaultRuleInput {
  const { kind, operation, schedule, probability, count, latencyMinMs, latencyMaxMs, retryAfterSeconds, seed, until } =
    rule;
  const settings = {
    operation,
    schedule,
    probability,
    count,
    latencyMinMs,
    latencyMaxMs,
    retryAfterSeconds,
    seed,
    until,
  };
  return { kind, ...settings, enabled };
}
