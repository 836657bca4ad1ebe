/** Owns `jetway scenario list` and `run`: stories that a running marketplace plays on a test account. */
import { ok, type Result, refuse } from '@jetway/kernel';
import type { Account, OperatorClient, ScenarioTranscript } from '@jetway/marketplace-api';
import type { Command } from 'commander';
import { openMarketplace, unreachableText } from '../remote/index.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Finish } from './finish.ts';
import { dataFolderOf, dataOption, examples } from './options.ts';

interface CommonOptions {
  readonly json?: boolean;
  readonly data?: string;
}

interface RunOptions extends CommonOptions {
  readonly account?: string;
  readonly merchant?: string;
  readonly seed: string;
  readonly makeSkus?: boolean;
}

export function addScenario(program: Command, surroundings: Surroundings, finish: Finish): void {
  const scenario = program
    .command('scenario')
    .summary('stories played on a test account of a running marketplace')
    .description('Stories played on a test account of a running marketplace.')
    .addHelpText(
      'after',
      examples('jetway scenario list', 'jetway scenario run happy-path --merchant "Harbour & Pine"'),
    );
  scenario
    .command('list')
    .summary('the stories there are')
    .description('Lists the stories, what they tell and what they need.')
    .option('--json', 'answer JSON')
    .addOption(dataOption())
    .addHelpText('after', examples('jetway scenario list'))
    .action(async (options: CommonOptions) => {
      finish(await withMarketplace(surroundings, options, (client) => list(client, surroundings, options)));
    });
  scenario
    .command('run')
    .summary('play a story')
    .description(
      'Plays a story on a test account and shows what happened. Its clock stands still between the steps, and moves where the story wants it. The same seed on the same account in the same state plays the same. The exit code is 1 when the story could not be played to its end.',
    )
    .argument('<name>', 'see scenario list')
    .option('--account <id>', 'the test account')
    .option('--merchant <name>', 'the merchant whose test account it is')
    .option('--seed <n>', 'a whole number', '1')
    .option('--make-skus', 'make SKUs of its own instead of taking what the account sells')
    .option('--json', 'answer JSON')
    .addOption(dataOption())
    .addHelpText(
      'after',
      examples(
        'jetway scenario run happy-path --merchant "Harbour & Pine"',
        'jetway scenario run burst-of-orders --account 019b… --seed 7 --json',
      ),
    )
    .action(async (name: string, options: RunOptions) => {
      finish(await withMarketplace(surroundings, options, (client) => run(client, surroundings, name, options)));
    });
}

async function withMarketplace(
  surroundings: Surroundings,
  options: CommonOptions,
  work: (client: OperatorClient) => Promise<Result<number>>,
): Promise<number> {
  const { err } = surroundings;
  const opened = await openMarketplace(surroundings, dataFolderOf(surroundings, options.data));
  if (!opened.ok) {
    err(`${opened.refusal.text}\n`);
    return 1;
  }
  const { client, url, close } = opened.value;
  try {
    const done = await work(client);
    if (done.ok) return done.value;
    err(`${done.refusal.text}\n`);
  } catch (error) {
    err(`${unreachableText(url, error)}\n`);
  } finally {
    await close();
  }
  return 1;
}

const refused = (body: { readonly detail?: string; readonly title: string }) =>
  refuse('refused', body.detail ?? body.title);

async function list(client: OperatorClient, { out }: Surroundings, options: CommonOptions): Promise<Result<number>> {
  const reply = await client.listScenarios();
  if (reply.status !== 200) return refused(reply.body);
  const { items } = reply.body;
  if (options.json === true) out(`${JSON.stringify(items)}\n`);
  else for (const { name, description, needs } of items) out(`${name}\n    ${description}\n    Needs: ${needs}\n`);
  return ok(0);
}

async function run(
  client: OperatorClient,
  { out }: Surroundings,
  name: string,
  options: RunOptions,
): Promise<Result<number>> {
  const seed = Number(options.seed);
  if (!/^\d{1,10}$/.test(options.seed) || seed > 4_294_967_295)
    return refuse('wrong_seed', 'The seed is a whole number from 0 to 4294967295.');
  const account = await chosenAccount(client, options);
  if (!account.ok) return account;
  const body = { seed, makeSkus: options.makeSkus === true };
  const reply = await client.runScenario({ params: { accountId: account.value, name }, body });
  if (reply.status !== 200) return refused(reply.body);
  out(options.json === true ? `${JSON.stringify(reply.body)}\n` : told(reply.body));
  return ok(reply.body.finished ? 0 : 1);
}

/** The id that was given, or that of the merchant's test account. */
async function chosenAccount(client: OperatorClient, { account, merchant }: RunOptions): Promise<Result<string>> {
  if ((account === undefined) === (merchant === undefined))
    return refuse('no_account', 'Name the test account with --account ID or --merchant NAME, one of both.');
  if (account !== undefined) return ok(account);
  const accounts: Account[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.listAccounts({ query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) } });
    if (page.status !== 200) return refused(page.body);
    accounts.push(...page.body.items);
    cursor = page.body.next ?? undefined;
  } while (cursor !== undefined);
  const found = accounts.find(({ kind, merchantName }) => kind === 'test' && merchantName === merchant);
  return found === undefined ? refuse('no_account', `There is no merchant "${merchant}".`) : ok(found.id);
}

function told({ steps, finished, scenario, seed }: ScenarioTranscript): string {
  const lines = steps.map(({ at, actor, text, ids }) => {
    const named = Object.entries(ids).map(([what, id]) => `${what} ${id}`);
    return `${new Date(at).toISOString()}  ${actor.padEnd(11)}  ${text}${named.length === 0 ? '' : `  (${named.join(', ')})`}`;
  });
  const end = finished ? `${scenario} was played to its end (seed ${seed}).` : `${scenario} stopped before its end.`;
  return `${[...lines, end].join('\n')}\n`;
}
