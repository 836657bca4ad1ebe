/** Owns `jetway oms problems list` and `resolve`. */
import { ok } from '@jetway/kernel';
import { type ProblemItem, problemActions, problemDeadlines, problemKinds } from '@jetway/oms-api';
import { type Command, Option } from 'commander';
import type { TableColumn } from '../../terminal/index.ts';
import { answered, instantText, type ListOptions, readList } from './answers.ts';
import { findSku } from './inventory.ts';
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

interface ProblemListOptions extends CommonOptions, ListOptions {
  readonly kind?: (typeof problemKinds)[number];
  readonly assignee?: string;
  readonly deadline?: (typeof problemDeadlines)[number];
  readonly resolved?: boolean;
}

interface ResolveOptions extends CommonOptions {
  readonly action?: (typeof problemActions)[number];
  readonly sku?: string;
  readonly remember?: boolean;
  readonly note?: string;
}

export function addProblems(oms: Command, words: Words): void {
  const problems = addGroup(oms, 'problems', 'list what a person must decide, and decide it');
  asOmsCommand(
    problems
      .command('list', { isDefault: true })
      .summary('the most urgent first')
      .description('Lists problems, the most urgent first.'),
    'jetway oms problems list --assignee nobody',
    'jetway oms problems list --kind unknown-sku --json',
  )
    .addOption(new Option('--kind <kind>', 'only of this kind').choices(problemKinds))
    .option('--assignee <who>', 'nobody, or the id of a member')
    .addOption(new Option('--deadline <when>', 'passed, within the hour or day, or none').choices(problemDeadlines))
    .option('--resolved', 'those that were resolved, newest first')
    .addOption(limitOption())
    .addOption(allOption())
    .action((options: ProblemListOptions) => runOms(words, options, (session) => list(session, options)));
  asOmsCommand(
    problems
      .command('resolve')
      .summary('do what solves a problem')
      .description('Answers a problem with one of its actions; without --action it tells which there are.'),
    'jetway oms problems resolve 019b2f… --action dismiss --note "a test order"',
    'jetway oms problems resolve 019b2f… --action map-sku --sku MUG-1 --remember --yes',
  )
    .argument('<problem>', 'its id')
    .addOption(new Option('--action <action>', 'what to do').choices(problemActions))
    .option('--sku <sku>', 'for map-sku: the SKU that the order means')
    .option('--remember', 'for map-sku: for later orders too')
    .option('--note <text>', 'kept with the problem')
    .option('--yes', 'do not ask')
    .action((id: string, options: ResolveOptions) =>
      runOms(words, options, (session) => resolve(session, id, options)),
    );
}

const columns: readonly TableColumn<ProblemItem>[] = [
  { title: 'PROBLEM', text: ({ id }) => id },
  { title: 'KIND', text: ({ kind }) => kind },
  { title: 'DEADLINE', text: ({ deadlineAt }) => instantText(deadlineAt) },
  { title: 'WHO', text: ({ assignee }) => assignee?.name ?? '–', flexible: true },
  { title: 'TITLE', text: ({ title }) => title, flexible: true },
  { title: 'ACTIONS', text: ({ actions }) => actions.join(', ') },
];

async function list(session: Session, options: ProblemListOptions): Promise<Outcome> {
  const { kind, assignee, deadline, resolved } = options;
  const filters = {
    state: resolved === true ? 'resolved' : 'open',
    ...(kind === undefined ? {} : { kind }),
    ...(assignee === undefined ? {} : { assignee }),
    ...(deadline === undefined ? {} : { deadline }),
  } as const;
  const rows = await readList(session, options, (page) =>
    answered(session.client.listProblems({ query: { ...filters, ...page } }), 200),
  );
  if (!rows.ok) return rows;
  session.showRows(columns, rows.value, resolved === true ? 'None.' : 'Nothing needs you.');
  return ok(undefined);
}

async function resolve(session: Session, problemId: string, options: ResolveOptions): Promise<Outcome> {
  const { client } = session;
  const found = await answered(client.getProblem({ params: { problemId } }), 200);
  if (!found.ok) return found;
  const { title, text, actions } = found.value;
  const { action, remember, note } = options;
  if (action === undefined) {
    const offered =
      actions.length === 0 ? 'It goes away with its cause.' : `Choose with --action: ${actions.join(', ')}.`;
    return wrongUsage(`${title}\n${text}\n${offered}`);
  }
  const sku = options.sku === undefined ? ok(undefined) : await findSku(session, options.sku);
  if (!sku.ok) return sku;
  const confirmed = await session.confirm(`${title}\n${text}\nAnswer with ${action}?`);
  if (!confirmed.ok) return confirmed;
  const body = {
    action,
    ...(sku.value === undefined ? {} : { skuId: sku.value.skuId }),
    ...(remember === undefined ? {} : { remember }),
    ...(note === undefined ? {} : { note }),
  };
  const done = await answered(client.resolveProblem({ params: { problemId }, body }), 200);
  if (!done.ok) return done;
  session.show(done.value, () => `${done.value.resolution ?? 'Done; it stays open until its cause is gone.'}\n`);
  return ok(undefined);
}
