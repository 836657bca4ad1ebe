import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecretBox, silentLog } from '@jetway/service';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audit } from '../audit/index.ts';
import { knownConnections } from '../connections/index.ts';
import { takeDueStock } from '../inventory/index.ts';
import { anOrganization, type Ground, ground } from '../testing/index.ts';
import { demoConnection } from './demo-connection.ts';
import { cataloguePath, readDemoFile } from './demo-files.ts';
import { createDemoSeeding } from './seed-demo.ts';

let at: Ground;
let folder: string;
beforeAll(async () => {
  at = await ground();
  folder = await mkdtemp(join(tmpdir(), 'jetway-demo-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const demo = {
  version: 1,
  merchant: { apiUser: 'A1', apiSecret: 's3cret', fulfillmentNodeId: 'node-1' },
  oms: { adminEmail: 'seller@jetway.example', adminPassword: 'password 1', organization: 'Harbour & Pine' },
};
const catalogue = [
  { sku: 'HP-1', title: 'Enamel mug', imageUrl: 'http://127.0.0.1:4010/images/1.png', stock: 40 },
  { sku: 'HP-2', title: 'Wool blanket', imageUrl: null, stock: 0 },
];

describe('the demo', () => {
  test('waits for the catalogue, then makes connection, location, SKUs and stock once; starting again changes nothing', async () => {
    const organizationId = await anOrganization(at);
    const path = join(folder, 'demo.json');
    await writeFile(path, JSON.stringify(demo));
    const file = await readDemoFile(path);
    if (!file.ok) throw new Error(file.refusal.text);
    const secretBox = createSecretBox(new Uint8Array(32));
    const seeding = () =>
      createDemoSeeding(
        {
          ...at,
          log: silentLog,
          knownConnections,
          makeConnection: demoConnection({ ids: at.ids, secretBox }, file.value, 'http://127.0.0.1:4010/'),
        },
        { organizationId, nodeId: 'node-1', catalogueFile: cataloguePath(path) },
      );
    const connections = () =>
      at.database.db.selectFrom('connections').selectAll().where('organization_id', '=', organizationId).execute();
    await seeding().drain();
    expect(await connections()).toEqual([]);
    await writeFile(cataloguePath(path), JSON.stringify({ version: 1, items: catalogue }).slice(0, 40));
    await seeding().drain();
    expect(await connections()).toEqual([]);
    await writeFile(cataloguePath(path), JSON.stringify({ version: 1, items: catalogue }));
    await seeding().drain();
    await seeding().drain();
    const [connection, ...more] = await connections();
    expect(more).toEqual([]);
    expect(connection).toMatchObject({
      mode: 'live',
      base_url: 'http://127.0.0.1:4010/api',
      settings: { jet_api_user: 'A1' },
    });
    expect(JSON.stringify(connection)).not.toContain('s3cret');
    const due = await takeDueStock(at.database.db, organizationId, connection?.connection_id ?? '', {
      limit: 9,
      now: at.clock.now(),
      fence: 1,
    });
    expect(due.map(({ sku, quantities }) => [sku, quantities]).sort()).toEqual([
      ['HP-1', { 'node-1': 40 }],
      ['HP-2', { 'node-1': 0 }],
    ]);
    expect(await audit(at.database.db, organizationId)).toEqual([]);
  });

  test('a file that is none is refused with the place', async () => {
    const path = join(folder, 'wrong.json');
    await writeFile(path, JSON.stringify({ ...demo, merchant: { apiUser: 'A1' } }));
    const refused = await readDemoFile(path);
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'demo_file_unusable' } });
    if (!refused.ok) expect(refused.refusal.text).toContain('/merchant');
    expect(await readDemoFile(join(folder, 'none.json'))).toMatchObject({ ok: false });
  });
});
