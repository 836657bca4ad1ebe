/** Owns the flow of importing a taxonomy: CSV files, the command line, a running marketplace, a merchant who sees it. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createOperatorClient, type OperatorClient, operatorPrefix } from '@jetway/marketplace-api';
import { createHttpTransport } from '@jetway/service';
import { expect, onTestFinished, test } from 'vitest';
import { embeddedHome, servedHome, testServer } from '../support/databases.ts';
import { freePort } from '../support/programs.ts';
import { createCrew, jetway, operatorKeyIn } from './operations.ts';

/** 40 departments of 30 nodes, an attribute with 3,000 values, and rows that cannot be used. */
async function csvFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'jetway-csv-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const roots = Array.from({ length: 40 }, (_, index) => `${(index + 1) * 1_000},Department ${index},0,1,0,Tax`);
  const below = roots.flatMap((_, index) =>
    Array.from(
      { length: 30 },
      (__, shelf) => `${(index + 1) * 1_000 + shelf + 1},Shelf ${shelf},${(index + 1) * 1_000},1,1,Tax`,
    ),
  );
  const values = Array.from({ length: 3_000 }, (_, index) => `${index},7,Value ${index},NULL,0`);
  const mapping = below.map((row) => `7,${row.split(',')[0]},1`);
  const files = {
    'Jet_Taxonomy.csv': ['id,Name,Parent_id,active,Level,JetTaxCode', ...roots, ...below, '5.12E+14,Lost,1000,1,1,Tax'],
    'Jet_Taxonomy_attribute.csv': ['id,description,free_text,variant,retired', '7,Size,0,1,0'],
    'Jet_Taxonomy_attribute_value.csv': ['ID,attribute_id,value,units,retired', ...values, '9,8,Lost,NULL,0'],
    'Jet_Taxonomy_mapping.csv': ['attribute_id,category_id,active', ...mapping, '5.12E+14,1001,1'],
  };
  for (const [name, lines] of Object.entries(files))
    await writeFile(path.join(folder, name), `${lines.join('\r\n')}\r\n`);
  return folder;
}

function clientOf(url: string, key: string): OperatorClient {
  const { transport, close } = createHttpTransport();
  onTestFinished(close);
  const headers = () => ({ authorization: `Bearer ${key}` });
  return createOperatorClient({ baseUrl: `${url}${operatorPrefix}`, transport, headers });
}

const server = testServer();
const home = server === undefined ? embeddedHome : () => servedHome(server);

test('a taxonomy comes in whole by the command line, with its odd rows told', async () => {
  const crew = createCrew();
  onTestFinished(crew.end);
  const folder = await csvFolder();
  const { env } = await crew.home(home);
  const market = await crew.start({ app: 'marketplace', port: await freePort(), env });
  const key = operatorKeyIn(market);
  const client = clientOf(market.url, key);
  const remote = { JETWAY_MARKETPLACE_URL: market.url, JETWAY_MARKETPLACE_KEY: key };
  const command = ['marketplace', 'taxonomy', 'import', folder];

  const tried = await jetway([...command, '--dry-run'], remote);
  expect([tried.code, tried.errors]).toEqual([0, '']);
  expect(tried.output).toContain('1240 nodes, 1 attributes, 3000 values, 1200 times an attribute of a node.');
  expect(tried.output).toContain(
    'a spreadsheet rounded the number of the node (line 1242: 5.12E+14,Lost,1000,1,1,Tax)',
  );
  const before = await client.listTaxonomies({ query: {} });
  expect(before.status === 200 && before.body.items.map(({ id }) => id)).toEqual(['default']);

  const report = path.join(folder, 'odd.csv');
  const done = await jetway([...command, '--name', 'Ours', '--all-worlds', '--json', '--report', report], remote);
  expect([done.code, done.errors]).toEqual([0, '']);
  const told = JSON.parse(done.output) as { taxonomyId: string; worldIds: string[]; oddRows: { count: number }[] };
  expect([told.worldIds, told.oddRows.map(({ count }) => count)]).toEqual([['live'], [1, 1, 1]]);
  expect((await readFile(report, 'utf8')).trim().split('\n')).toHaveLength(4);
  const stored = await client.getTaxonomy({ params: { taxonomyId: told.taxonomyId } });
  expect(stored).toMatchObject({
    status: 200,
    body: { name: 'Ours', state: 'ready', nodes: 1_240, attributes: 1, values: 3_000, nodeAttributes: 1_200 },
  });
  const leaf = await client.getOperatorTaxonomyNode({ params: { taxonomyId: told.taxonomyId, nodeId: 1_001 } });
  expect(leaf).toMatchObject({
    status: 200,
    body: { path: 'Department 0/Shelf 0', level: 1, attributes: [{ valueCount: 3_000 }] },
  });

  const wrong = await jetway(command, { ...remote, JETWAY_MARKETPLACE_KEY: 'jmo_wrong' });
  expect([wrong.code, wrong.output]).toEqual([1, '']);
  expect(wrong.errors).toContain('The marketplace refused');
  const nowhere = await jetway([...command, '--data', folder], {});
  expect([nowhere.code, nowhere.errors.split('\n').length]).toEqual([1, 2]);
  expect(nowhere.errors).toContain('JETWAY_MARKETPLACE_URL');
});
