/** Owns `jetway oms sync status`, `run`, `pause`, `resume` and `runs`. */
import { ok, type Result, refuse } from '@jetway/kernel';
import { type Connection, runKinds, type SyncRun } from '@jetway/oms-api';
import { type Command, Option } from 'commander';
import type { TableColumn } from '../../terminal/index.ts';
import { answered, instantText, type ListOptions, readList } from './answers.ts';
import { allOption, limitOption } from './list-options.ts';
import {
  addGroup,
  asOmsCommand,
  type CommonOptions,
  type Outcome,
  runOms,
  type Session,
  type Words,
  wrongUsage,
} from './run.ts';
import { waitForRun } from './wait-for-run.ts';

interface ConnectionOptions extends CommonOptions {
  readonly connection?: string;
}
interface RunOptions extends ConnectionOptions {
  readonly kind: (typeof runKinds)[number];
  readonly wait?: boolean;
}
interface ResumeOptions extends ConnectionOptions {
  readonly mode: 'live' | 'watch';
}
interface RunsOptions extends ConnectionOptions, ListOptions {}

const connectionOption = (): Option =>
  new Option('--connection <name>', 'its name or id; needed where there are several');

export function addSync(oms: Command, words: Words): void {
  const sync = addGroup(oms, 'sync', 'see how connections do, run, pause and resume them');
  asOmsCommand(
    sync
      .command('status', { isDefault: true })
      .summary('how every connection does')
      .description('Shows how every connection does.'),
    'jetway oms sync status',
  ).action((options: CommonOptions) => runOms(words, options, status));
  asOmsCommand(
    sync
      .command('run')
      .summary('run now, without waiting for the schedule')
      .description(
        'Runs a connection now, without waiting for its schedule. With --wait a run that failed ends with 1.',
      ),
    'jetway oms sync run --wait',
    'jetway oms sync run --connection Jet --kind send-stock',
  )
    .addOption(connectionOption())
    .addOption(new Option('--kind <kind>', 'what to do').choices(runKinds).default('pull-orders'))
    .option('--wait', 'wait for the end, and tell it')
    .action((options: RunOptions) => runOms(words, options, (session) => run(session, options)));
  asOmsCommand(
    sync.command('pause').summary('stop a connection').description('Stops a connection: it neither reads nor sends.'),
    'jetway oms sync pause --connection Jet',
  )
    .addOption(connectionOption())
    .option('--yes', 'do not ask')
    .action((options: ConnectionOptions) => runOms(words, options, (session) => switchTo(session, options, 'stopped')));
  asOmsCommand(
    sync
      .command('resume')
      .summary('switch a connection on')
      .description('Switches a connection on: live it reads and sends, in watch mode it only reads.'),
    'jetway oms sync resume --yes',
    'jetway oms sync resume --connection Jet --mode watch',
  )
    .addOption(connectionOption())
    .addOption(new Option('--mode <mode>', 'what it does').choices(['live', 'watch']).default('live'))
    .option('--yes', 'do not ask')
    .action((options: ResumeOptions) => runOms(words, options, (session) => switchTo(session, options, options.mode)));
  asOmsCommand(
    sync.command('runs').summary('what ran, newest first').description('Lists sync runs, newest first.'),
    'jetway oms sync runs --limit 10',
  )
    .addOption(connectionOption())
    .addOption(limitOption())
    .addOption(allOption())
    .action((options: RunsOptions) => runOms(words, options, (session) => runs(session, options)));
}

const stateTone = { healthy: 'good', idle: 'dim', failing: 'bad', refused: 'bad' } as const;

const columns: readonly TableColumn<Connection>[] = [
  { title: 'CONNECTION', text: ({ name }) => name, flexible: true },
  { title: 'MODE', text: ({ mode }) => mode, tone: ({ mode }) => (mode === 'live' ? undefined : 'warning') },
  { title: 'STATE', text: ({ state }) => state, tone: ({ state }) => stateTone[state] },
  { title: 'LAST READ', text: ({ lastPullAt }) => instantText(lastPullAt) },
  { title: 'NEXT', text: ({ nextPullAt }) => instantText(nextPullAt) },
  { title: 'MESSAGES', text: ({ waitingIntents }) => String(waitingIntents), align: 'right' },
  { title: 'STOCK', text: ({ waitingStock }) => String(waitingStock), align: 'right' },
  { title: 'WHY', text: ({ stateText }) => stateText ?? '', flexible: true },
];

const readConnections = (session: Session): Promise<Result<Connection[]>> =>
  readList(session, { limit: 1, all: true }, (query) => answered(session.client.listConnections({ query }), 200));

async function status(session: Session): Promise<Outcome> {
  const connections = await readConnections(session);
  if (!connections.ok) return connections;
  session.showRows(columns, connections.value, 'There is no connection yet.');
  return ok(undefined);
}

/** The connection that is named, or the only one. */
async function findConnection(
  session: Session,
  { connection: wished }: ConnectionOptions,
): Promise<Result<Connection>> {
  const all = await readConnections(session);
  if (!all.ok) return all;
  const fitting = all.value.filter(({ id, name }) => wished === undefined || id === wished || name === wished);
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return ok(only);
  const names = all.value.map(({ name }) => `"${name}"`).join(', ');
  return wrongUsage(`Name the connection with --connection: ${names === '' ? 'there is none' : names}.`);
}

async function run(session: Session, options: RunOptions): Promise<Outcome> {
  const connection = await findConnection(session, options);
  if (!connection.ok) return connection;
  const { id: connectionId, name } = connection.value;
  const asked = await answered(
    session.client.runConnection({ params: { connectionId }, body: { kind: options.kind } }),
    202,
  );
  if (!asked.ok) return asked;
  if (options.wait !== true) {
    session.show(asked.value, () => `${name}: ${options.kind} is asked for.\n`);
    return ok(undefined);
  }
  const ended = await waitForRun(session, asked.value);
  if (!ended.ok) return ended;
  const { state, found, done, failed, error } = ended.value;
  session.show(ended.value, () => `${name}: ${state}; ${found} found, ${done} done, ${failed} failed.\n`);
  return state === 'failed' ? refuse('run_failed', error ?? 'The run failed.') : ok(undefined);
}

const consequences = {
  stopped: 'it neither reads nor sends',
  watch: 'it reads, and sends nothing',
  live: 'it reads, and sends what waits',
} as const;

async function switchTo(
  session: Session,
  options: ConnectionOptions,
  mode: keyof typeof consequences,
): Promise<Outcome> {
  const connection = await findConnection(session, options);
  if (!connection.ok) return connection;
  const { id: connectionId, name, stoppedLanes, ...before } = connection.value;
  const confirmed = await session.confirm(`${name}: from ${before.mode} to ${mode}: ${consequences[mode]}. Go on?`);
  if (!confirmed.ok) return confirmed;
  const done = await answered(
    session.client.switchConnection({ params: { connectionId }, body: { mode, stoppedLanes } }),
    200,
  );
  if (!done.ok) return done;
  session.show(done.value, () => `${name} is ${mode}: ${consequences[mode]}.\n`);
  return ok(undefined);
}

const runColumns: readonly TableColumn<SyncRun>[] = [
  { title: 'STARTED', text: ({ startedAt }) => instantText(startedAt) },
  { title: 'CONNECTION', text: ({ connectionName }) => connectionName, flexible: true },
  { title: 'KIND', text: ({ kind }) => kind },
  { title: 'STATE', text: ({ state }) => state, tone: ({ state }) => (state === 'failed' ? 'bad' : undefined) },
  { title: 'FOUND', text: ({ found }) => String(found), align: 'right' },
  { title: 'DONE', text: ({ done }) => String(done), align: 'right' },
  { title: 'FAILED', text: ({ failed }) => String(failed), align: 'right' },
  { title: 'MS', text: ({ durationMs }) => (durationMs === null ? '–' : String(durationMs)), align: 'right' },
  { title: 'ERROR', text: ({ error }) => error ?? '', flexible: true },
];

async function runs(session: Session, options: RunsOptions): Promise<Outcome> {
  const connection = options.connection === undefined ? ok(undefined) : await findConnection(session, options);
  if (!connection.ok) return connection;
  const filter = connection.value === undefined ? {} : { connectionId: connection.value.id };
  const rows = await readList(session, options, (page) =>
    answered(session.client.listRuns({ query: { ...filter, ...page } }), 200),
  );
  if (!rows.ok) return rows;
  session.showRows(runColumns, rows.value, 'Nothing ran yet.');
  return ok(undefined);
}
