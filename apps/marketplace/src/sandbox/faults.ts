/** Owns what goes wrong on purpose: which request a rule hits, and what then happens to it. */
import { type Instant, ok, type Result, refuse, seededRandom } from '@jetway/kernel';
import type { FaultKind, FaultRuleInput, FaultSchedule } from '@jetway/marketplace-api';
import type { Interception } from '@jetway/service';

export interface FaultRule {
  readonly id: string;
  readonly kind: FaultKind;
  /** Name of a route; null: all routes. */
  readonly operation: string | null;
  readonly schedule: FaultSchedule;
  readonly probability: number | null;
  readonly count: number | null;
  readonly latencyMinMs: number | null;
  readonly latencyMaxMs: number | null;
  readonly retryAfterSeconds: number | null;
  readonly seed: number;
  readonly enabled: boolean;
  /** Real time. */
  readonly until: Instant | null;
}

/** A rule as it hits one request. */
export interface Hit {
  readonly rule: FaultRule;
  /** 0 for everything but latency. */
  readonly latencyMs: number;
}

/** What a request must suffer. */
export interface Misfortune {
  /** Wait so long first (real time). */
  readonly latencyMs: number;
  readonly interception: Interception;
  /** The rules that had an effect. */
  readonly ruleIds: readonly string[];
}

export type RuleRefusal =
  | 'unknown_operation'
  | 'count_missing'
  | 'probability_missing'
  | 'latency_missing'
  | 'only_always';

/** The rule that is asked for, with what was left out. `operations` are the names of the routes there are. */
export function decideRule(
  input: FaultRuleInput,
  id: string,
  operations: ReadonlySet<string>,
): Result<FaultRule, RuleRefusal> {
  const { kind, operation = null, schedule = 'always', probability = null, count = null } = input;
  const { latencyMinMs = null, latencyMaxMs = null } = input;
  if (operation !== null && !operations.has(operation))
    return refuse('unknown_operation', 'The merchant API has no such route.', { path: '/operation' });
  if (schedule === 'probability' && probability === null)
    return refuse('probability_missing', 'Say how probable it is, from 0 to 1.', { path: '/probability' });
  if ((schedule === 'every' || schedule === 'next') && count === null)
    return refuse('count_missing', 'Say how many requests.', { path: '/count' });
  if (kind === 'latency' && (latencyMinMs === null || latencyMaxMs === null || latencyMaxMs < latencyMinMs))
    return refuse('latency_missing', 'Say the shortest and the longest wait.', { path: '/latencyMaxMs' });
  if (kind === 'stuck_file' && (schedule !== 'always' || operation !== null))
    return refuse('only_always', 'Files are stuck as long as the rule stands, whatever the route.', {
      path: schedule === 'always' ? '/operation' : '/schedule',
    });
  const isLatency = kind === 'latency';
  return ok({
    id,
    kind,
    operation,
    schedule,
    probability: schedule === 'probability' ? probability : null,
    count: schedule === 'every' || schedule === 'next' ? count : null,
    latencyMinMs: isLatency ? latencyMinMs : null,
    latencyMaxMs: isLatency ? latencyMaxMs : null,
    retryAfterSeconds: hasRetryAfter(kind) ? (input.retryAfterSeconds ?? null) : null,
    seed: input.seed ?? 1,
    enabled: input.enabled ?? true,
    until: input.until ?? null,
  });
}

const hasRetryAfter = (kind: FaultKind): boolean => kind === 'too_many_requests' || kind === 'unavailable';

export const isInForce = (rule: FaultRule, realNow: Instant): boolean =>
  rule.enabled && (rule.until === null || rule.until > realNow);

/**
 * Whether a rule hits the `number`th request it is asked about, counted from 1: a pure function of rule and number, so
 * that the same rule hits the same requests, in whatever process and however often the run is repeated.
 */
export function hitOf(rule: FaultRule, number: number): Hit | undefined {
  const unit = units(rule.seed, number);
  const isHit = HITS[rule.schedule](rule, number, unit());
  if (!isHit) return undefined;
  const { latencyMinMs: least, latencyMaxMs: most } = rule;
  const latencyMs = least === null || most === null ? 0 : Math.round(least + (most - least) * unit());
  return { rule, latencyMs };
}

const HITS: Readonly<Record<FaultSchedule, (rule: FaultRule, number: number, unit: number) => boolean>> = {
  always: () => true,
  probability: ({ probability }, _number, unit) => unit < (probability ?? 0),
  every: ({ count }, number) => number % (count ?? 1) === 0,
  next: ({ count }, number) => number <= (count ?? 0),
};

/** Numbers in [0, 1) of one request. */
function units(seed: number, number: number): () => number {
  const random = seededRandom(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(number, 0xc2b2ae35));
  return () => random(4).reduce((sum, byte) => sum * 256 + byte, 0) / 4_294_967_296;
}

/** What rules do together: latencies add up, and of the rest the first one has its way. */
export function misfortuneOf(hits: readonly Hit[]): Misfortune | undefined {
  const latencies = hits.filter(({ rule }) => rule.kind === 'latency');
  const first = hits.find(({ rule }) => rule.kind !== 'latency');
  const effective = first === undefined ? latencies : [...latencies, first];
  if (effective.length === 0) return undefined;
  return {
    latencyMs: latencies.reduce((sum, { latencyMs }) => sum + latencyMs, 0),
    interception: {
      ...(first === undefined ? {} : EFFECTS[first.rule.kind]),
      ...retryAfter(first?.rule),
      marks: effective.map(({ rule }) => rule.kind),
    },
    ruleIds: effective.map(({ rule }) => rule.id),
  };
}

const EFFECTS: Readonly<Record<FaultKind, Interception>> = {
  latency: {},
  unauthorized: { fail: 'unauthenticated' },
  too_many_requests: { fail: 'rate_limited' },
  server_error: { fail: 'internal' },
  unavailable: { fail: 'not_ready' },
  lost_request: { cut: 'request' },
  lost_answer: { cut: 'answer' },
  truncated_answer: { cut: 'middle' },
  stuck_file: {},
};

const retryAfter = (rule: FaultRule | undefined): Interception =>
  rule === undefined || rule.retryAfterSeconds === null
    ? {}
    : { headers: { 'retry-after': String(rule.retryAfterSeconds) } };
