/** Owns what a connection's calls say about it: reachable or not, let in or not, and when to try again. */
import type { Clock, Ids, Instant } from '@jetway/kernel';
import { MINUTE_MS } from '@jetway/kernel';
import type { Log } from '@jetway/service';
import type { ChannelAnswer, ChannelExchange } from '../channels/index.ts';
import { type ConnectionRow, recordContact, recordState, type StateChange } from '../connections/index.ts';
import type { Database, Handle } from '../database/index.ts';
import { systemActor } from '../edge/index.ts';
import { raiseProblem, settleProblems } from '../problems/index.ts';

export interface Health {
  /** Of each request: when the channel was last heard of, and its clock. */
  readonly saw: (exchange: ChannelExchange) => void;
  /** Of each call: whether it went well. Hands the answer on. */
  readonly judge: <T>(answer: ChannelAnswer<T>) => ChannelAnswer<T>;
  /** False while credentials are refused, and while waiting after failures. */
  readonly mayCall: () => boolean;
  /** How far the channel's clock is ahead of ours. */
  readonly clockOffsetMs: () => number;
  /** The connection as it was loaded anew: somebody may have reset its state. */
  readonly update: (connection: ConnectionRow) => void;
  /** Writes what is not written yet. */
  readonly settle: () => Promise<void>;
}

export interface HealthDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/** Calls in a row without a good answer before the connection is said to fail: one lost answer is no news. */
const FAILURES_BEFORE_FAILING = 3;
/** How long a connection fails before a person is asked to look. */
const FAILING_BEFORE_PROBLEM_MS = 5 * MINUTE_MS;
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = MINUTE_MS;
/** Date headers count whole seconds: a smaller difference is noise. */
const CLOCK_NOISE_MS = 1_000;
/** The last contact is written no more often than this. */
const CONTACT_EVERY_MS = 15_000;

interface Memory {
  state: ConnectionRow['state'];
  text: string | null;
  failingSince: Instant | null;
  failures: number;
  retryAt: Instant;
  hasProblem: boolean;
  offsetMs: number;
  heardAt: Instant | null;
  writtenAt: Instant;
  writtenOffsetMs: number;
}

export function createHealth(deps: HealthDeps, connection: ConnectionRow): Health {
  const memory: Memory = {
    ...remembered(connection),
    failures: 0,
    retryAt: 0,
    // Whether there is one is not known; settling none costs one statement, once.
    hasProblem: true,
    offsetMs: connection.clockOffsetMs,
    heardAt: null,
    writtenAt: connection.lastContactAt ?? 0,
    writtenOffsetMs: connection.clockOffsetMs,
  };
  let writing: Promise<void> = Promise.resolve();
  const write = (what: (tx: Handle) => Promise<void>): void => {
    writing = writing
      .then(() => deps.database.transaction(what))
      .catch((error: unknown) => deps.log.warn('the state of a connection could not be written', { error }));
  };
  return {
    clockOffsetMs: () => memory.offsetMs,
    mayCall: () => memory.state !== 'refused' && deps.clock.now() >= memory.retryAt,
    saw: (exchange) => {
      if (exchange.status === null) return;
      hear(memory, exchange, deps.clock.now());
      if (!isWorthWriting(memory)) return;
      memory.writtenAt = memory.heardAt ?? 0;
      memory.writtenOffsetMs = memory.offsetMs;
      const { writtenAt, writtenOffsetMs } = memory;
      write((tx) => recordContact(tx, connection, writtenAt, writtenOffsetMs));
    },
    judge: (answer) => {
      const now = deps.clock.now();
      if (answer.kind === 'ok' || answer.kind === 'refused') wentWell(memory);
      else if (answer.kind === 'credentials') wasRefused(memory, answer.text, now);
      else wentBadly(memory, answer.text, now);
      const change = changeFor(memory, answer, now);
      if (change !== undefined) write((tx) => change(tx, deps, connection));
      return answer;
    },
    update: (fresh) => {
      const isReset = memory.state === 'refused' && fresh.state !== 'refused';
      if (isReset) Object.assign(memory, remembered(fresh), { failures: 0, retryAt: 0, hasProblem: true });
    },
    settle: () => writing,
  };
}

const remembered = (connection: ConnectionRow): Pick<Memory, 'state' | 'text' | 'failingSince'> => ({
  state: connection.state,
  text: connection.stateText,
  failingSince: connection.failingSince,
});

function hear(memory: Memory, exchange: ChannelExchange, now: Instant): void {
  memory.heardAt = now;
  const offset = exchange.clockOffsetMs;
  if (offset !== null && Math.abs(offset - memory.offsetMs) > CLOCK_NOISE_MS) memory.offsetMs = offset;
}

const isWorthWriting = (memory: Memory): boolean =>
  memory.offsetMs !== memory.writtenOffsetMs || (memory.heardAt ?? 0) - memory.writtenAt >= CONTACT_EVERY_MS;

function wentWell(memory: Memory): void {
  memory.failures = 0;
  memory.retryAt = 0;
  memory.failingSince = null;
  memory.text = null;
}

function wasRefused(memory: Memory, text: string, now: Instant): void {
  memory.failingSince ??= now;
  memory.text = text;
}

function wentBadly(memory: Memory, text: string, now: Instant): void {
  memory.failures += 1;
  memory.failingSince ??= now;
  memory.text = text;
  const backoffMs = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(memory.failures - 1, 10));
  if (memory.failures >= FAILURES_BEFORE_FAILING) memory.retryAt = now + backoffMs;
}

type Change = (tx: Handle, deps: HealthDeps, connection: ConnectionRow) => Promise<void>;

/** What is to be written after an answer; undefined when it says nothing new. */
function changeFor(memory: Memory, answer: ChannelAnswer<unknown>, now: Instant): Change | undefined {
  const to = (state: ConnectionRow['state']): StateChange => {
    memory.state = state;
    return { state, text: memory.text, failingSince: memory.failingSince };
  };
  if (answer.kind === 'credentials') {
    if (memory.state === 'refused') return undefined;
    memory.hasProblem = true;
    return refused(to('refused'), now);
  }
  if (answer.kind === 'ok' || answer.kind === 'refused') {
    if (memory.state === 'healthy' && !memory.hasProblem) return undefined;
    memory.hasProblem = false;
    return healthy(to('healthy'), now);
  }
  if (memory.failures < FAILURES_BEFORE_FAILING) return undefined;
  const isLong = now - (memory.failingSince ?? now) >= FAILING_BEFORE_PROBLEM_MS;
  if (isLong) memory.hasProblem = true;
  return failing(to('failing'), isLong, now);
}

/** The stored secret cannot be opened, so there is nothing to be let in with. */
export async function recordUnreadable(deps: HealthDeps, connection: ConnectionRow, why: string): Promise<void> {
  const now = deps.clock.now();
  const change = { state: 'refused', text: why, failingSince: now } as const;
  await deps.database.transaction((tx) => refused(change, now)(tx, deps, connection));
}

const refused =
  (change: StateChange, now: Instant): Change =>
  async (tx, deps, connection) => {
    const { organizationId, connectionId, name } = connection;
    await recordState(tx, connection, change);
    const problem = {
      kind: 'credentials-refused',
      subject: connectionId,
      title: `${name} does not let us in`,
      text: `${change.text ?? ''} Nothing is pulled or sent until the settings are changed or a test is passed. Orders wait.`,
      connectionId,
      actions: ['test-connection', 'retry'],
    } as const;
    await raiseProblem(tx, organizationId, problem, deps, now);
    deps.log.error('a channel refuses the credentials', { connection: name, text: change.text });
  };

const failing =
  (change: StateChange, isLong: boolean, now: Instant): Change =>
  async (tx, deps, connection) => {
    const { organizationId, connectionId, name } = connection;
    const isNew = await recordState(tx, connection, change);
    if (isNew) deps.log.warn('a channel does not answer well', { connection: name, text: change.text });
    if (!isLong) return;
    const problem = {
      kind: 'connection-failing',
      subject: connectionId,
      title: `${name} has not answered well for some time`,
      text: `${change.text ?? ''} We keep trying; nothing is lost. Test the connection when this lasts.`,
      connectionId,
      actions: ['test-connection', 'dismiss'],
    } as const;
    await raiseProblem(tx, organizationId, problem, deps, now);
  };

const healthy =
  (change: StateChange, now: Instant): Change =>
  async (tx, _deps, connection) => {
    const { organizationId, connectionId: subject } = connection;
    await recordState(tx, connection, change);
    for (const kind of ['connection-failing', 'credentials-refused'] as const)
      await settleProblems(tx, organizationId, { kind, subject }, 'The channel answers again.', systemActor, now);
  };
