/** Owns `jetway marketplace taxonomy import`. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ok, type Result } from '@jetway/kernel';
import type { OperatorClient, Taxonomy } from '@jetway/marketplace-api';
import type { Command } from 'commander';
import { openMarketplace, unreachableText } from '../remote/index.ts';
import type { Surroundings } from '../surroundings.ts';
import {
  groupOddRows,
  oddRowsCsv,
  type ReadTaxonomy,
  readTaxonomy,
  sendTaxonomy,
  taxonomyFiles,
} from '../taxonomy/index.ts';
import type { Finish } from './finish.ts';
import { dataFolderOf, dataOption, examples } from './options.ts';

interface ImportOptions {
  readonly name?: string;
  readonly world: readonly string[];
  readonly allWorlds?: boolean;
  readonly dryRun?: boolean;
  readonly report?: string;
  readonly json?: boolean;
  readonly data?: string;
}

const description = [
  `Reads a taxonomy from the CSV files ${Object.values(taxonomyFiles).join(', ')} and gives it to a running marketplace.`,
  'Nothing is in force until all of it is there. Rows that cannot be used are left out and counted by reason.',
].join(' ');

export function addTaxonomy(marketplace: Command, surroundings: Surroundings, finish: Finish): void {
  const taxonomy = marketplace
    .command('taxonomy')
    .summary('browse nodes and attributes of a running marketplace')
    .description('Browse nodes and attributes of a running marketplace.');
  taxonomy
    .command('import')
    .summary('import a taxonomy from CSV files')
    .description(description)
    .argument('<folder>', 'the folder of the CSV files')
    .option('--name <name>', 'what to call the taxonomy; the folder’s name when not given')
    .option('--world <id>', 'a world that goes by it from then on; may be given more than once', collect, [])
    .option('--all-worlds', 'let all worlds go by it')
    .option('--dry-run', 'only read the files and tell what is odd')
    .option('--report <file>', 'write every odd row to this CSV file')
    .option('--json', 'answer JSON')
    .addOption(dataOption())
    .addHelpText(
      'after',
      examples(
        'jetway marketplace taxonomy import ./taxonomy --dry-run --report odd-rows.csv',
        'jetway marketplace taxonomy import ./taxonomy --all-worlds',
        'JETWAY_MARKETPLACE_URL=https://market.example JETWAY_MARKETPLACE_KEY=… jetway marketplace taxonomy import ./taxonomy --world live',
      ),
    )
    .action(async (folder: string, options: ImportOptions) => {
      finish(await importTaxonomy(surroundings, path.resolve(surroundings.cwd, folder), options));
    });
}

const collect = (value: string, all: readonly string[]): readonly string[] => [...all, value];

async function importTaxonomy(surroundings: Surroundings, folder: string, options: ImportOptions): Promise<number> {
  const { out, err } = surroundings;
  const read = await readTaxonomy(folder);
  if (!read.ok) {
    err(`${read.refusal.text}\n`);
    return 1;
  }
  if (options.report !== undefined)
    await writeFile(path.resolve(surroundings.cwd, options.report), oddRowsCsv(read.value.oddRows));
  const sent = options.dryRun === true ? ok(undefined) : await send(surroundings, folder, read.value, options);
  if (!sent.ok) {
    err(`${sent.refusal.text}\n`);
    return 1;
  }
  out(
    options.json === true
      ? `${JSON.stringify(summaryOf(read.value, sent.value))}\n`
      : told(read.value, sent.value, options),
  );
  return 0;
}

async function send(
  surroundings: Surroundings,
  folder: string,
  read: ReadTaxonomy,
  options: ImportOptions,
): Promise<Result<Taxonomy>> {
  const opened = await openMarketplace(surroundings, dataFolderOf(surroundings, options.data));
  if (!opened.ok) return opened;
  const { client, url, close } = opened.value;
  try {
    const worldIds = options.allWorlds === true ? await listWorldIds(client) : options.world;
    const onProgress = progressLine(surroundings, options.json === true);
    return await sendTaxonomy(read, { client, name: options.name ?? path.basename(folder), worldIds, onProgress });
  } catch (error) {
    return { ok: false, refusal: { code: 'unreachable', text: unreachableText(url, error) } };
  } finally {
    await close();
  }
}

async function listWorldIds(client: OperatorClient): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.listWorlds({ query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) } });
    if (page.status !== 200) throw new Error(page.body.detail ?? page.body.title);
    ids.push(...page.body.items.map(({ id }) => id));
    cursor = page.body.next ?? undefined;
  } while (cursor !== undefined);
  return ids;
}

/** A line that is written over on a terminal; elsewhere nothing. */
const progressLine =
  ({ err, colors }: Surroundings, isQuiet: boolean) =>
  (sent: number, all: number) => {
    if (!colors || isQuiet) return;
    err(`\r${sent} of ${all} rows sent${sent === all ? '\n' : ''}`);
  };

const summaryOf = (read: ReadTaxonomy, taxonomy: Taxonomy | undefined) => ({
  nodes: read.nodes.length,
  attributes: read.attributes.length,
  values: read.values.length,
  nodeAttributes: read.nodeAttributes.length,
  oddRows: groupOddRows(read.oddRows),
  recoded: read.recoded,
  ...(taxonomy === undefined ? {} : { taxonomyId: taxonomy.id, worldIds: taxonomy.worldIds }),
});

function told(read: ReadTaxonomy, taxonomy: Taxonomy | undefined, options: ImportOptions): string {
  const { nodes, attributes, values, nodeAttributes, oddRows, recoded } = summaryOf(read, undefined);
  const lines = [
    `${nodes} nodes, ${attributes} attributes, ${values} values, ${nodeAttributes} times an attribute of a node.`,
    ...recoded.map((file) => `${file} is not UTF-8: read as Windows-1252.`),
  ];
  if (oddRows.length > 0) {
    lines.push(`${read.oddRows.length} odd rows:`);
    for (const group of oddRows) {
      lines.push(`  ${String(group.count).padStart(6)}  ${group.file}: ${group.reason} (${group.example})`);
    }
    if (options.report === undefined) lines.push('All of them: --report FILE.');
  }
  if (taxonomy === undefined) lines.push('Nothing was sent.');
  else if (taxonomy.worldIds.length === 0)
    lines.push(
      `Taxonomy ${taxonomy.id} is ready; no world goes by it yet (--world ID, --all-worlds, or the operator page).`,
    );
  else lines.push(`Taxonomy ${taxonomy.id} is in force for ${taxonomy.worldIds.join(', ')}.`);
  return `${lines.join('\n')}\n`;
}
