/** Owns the flow of an integrator whose files go to Azure: the published client against a marketplace that issues its addresses. */
import { createJetClient, downloadReport, jetPlatform, uploadFile } from '@jetway/jet-client';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createCrew, operatorKeyIn } from '../flows/operations.ts';
import { operatorClient } from '../support/clients.ts';
import { embeddedHome, servedHome, testServer } from '../support/databases.ts';
import { freePort } from '../support/programs.ts';
import { setUpMerchant } from '../support/seller.ts';
import { type Azurite, startAzurite } from './azurite.ts';

let azurite: Azurite;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => azurite.stop());

/** Packed more than a piece. */
const RECORDS = 20_000;
const words = (index: number): string => `Thing ${index * 7919} ${(index * 104_729).toString(36)}`;

test('records are stored at the storage account and processed, their errors and a report are read from there', async () => {
  const crew = createCrew();
  onTestFinished(crew.end);
  const server = testServer();
  const home = await crew.home(() => (server === undefined ? embeddedHome() : servedHome(server)));
  const market = await crew.start({
    app: 'marketplace',
    port: await freePort(),
    env: { ...home.env, JETWAY_MARKETPLACE_AZURE_BLOBS: azurite.connectionString },
  });
  const { apiUser, apiSecret } = await setUpMerchant(market.url, operatorClient(market.url, operatorKeyIn(market)), []);
  const jet = createJetClient({ ...jetPlatform(), baseUrl: `${market.url}/api`, user: apiUser, secret: apiSecret });

  const sent = await uploadFile(jet, {
    type: 'MerchantSKUs',
    records: function* () {
      for (let index = 0; index < RECORDS; index += 1)
        yield [`bulk/${index}`, { product_title: words(index), multipack_quantity: 1, ASIN: '12345ABCDE' }];
    },
  });
  expect(sent).toMatchObject({ kind: 'ok', value: { errorCount: 0, file: { status: 'Processed successfully' } } });
  expect(sent.kind === 'ok' && sent.value.file.url.startsWith(`${azurite.address}/`)).toBe(true);
  const last = { params: { sku: `bulk/${RECORDS - 1}` } };
  expect(await jet.getSku(last)).toMatchObject({ kind: 'ok', value: { product_title: words(RECORDS - 1) } });

  const prices = await uploadFile(jet, { type: 'Price', records: [['nobody', { price: 1 }]] });
  expect(prices).toMatchObject({
    kind: 'ok',
    value: { errorCount: 1, hasAllErrors: true, errors: [{ sku: 'nobody' }] },
  });

  const report = await downloadReport(jet, { type: 'ProductStatus' });
  if (report.kind !== 'ok') throw new Error(report.text);
  const told: unknown = await new Response(report.value.content).json();
  expect(Object.keys(told as object)).toHaveLength(RECORDS);
  expect(await market.stop()).toBe(0);
});
