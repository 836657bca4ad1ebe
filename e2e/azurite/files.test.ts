/** Owns the flow of bulk files whose addresses are Azure's: the four documented steps against a real program. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createCrew, operatorKeyIn } from '../flows/operations.ts';
import { expectStatus, operatorClient } from '../support/clients.ts';
import { embeddedHome, servedHome, testServer } from '../support/databases.ts';
import { errorLines, processed, putFile, sendFile } from '../support/files.ts';
import { freePort } from '../support/programs.ts';
import { setUpMerchant } from '../support/seller.ts';
import { type Azurite, startAzurite } from './azurite.ts';

let azurite: Azurite;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => azurite.stop());

test('a file goes through the four steps with addresses of the storage account, and its errors are downloaded from there', async () => {
  const crew = createCrew();
  onTestFinished(crew.end);
  const server = testServer();
  const home = await crew.home(() => (server === undefined ? embeddedHome() : servedHome(server)));
  const program = await crew.start({
    app: 'marketplace',
    port: await freePort(),
    env: { ...home.env, JETWAY_MARKETPLACE_AZURE_BLOBS: azurite.connectionString },
  });
  const operator = operatorClient(program.url, operatorKeyIn(program));
  const { jet } = await setUpMerchant(program.url, operator, ['there']);

  const issued = expectStatus(await jet.getUploadToken({}), 200);
  expect(issued.url.startsWith(`${azurite.address}/jetway/merchant-files/${issued.jet_file_id}?`)).toBe(true);
  const said = { url: issued.url, file_type: 'Price', file_name: 'prices.json.gz' };
  expect(await jet.postUploadedFile({ body: said })).toMatchObject({
    status: 400,
    body: { errors: ['No file has been uploaded to this URL. Path: /url'] },
  });
  expect(await putFile(issued.url, gzipSync('{"there": {"price": 12.33}}'))).toBe(201);
  expect(expectStatus(await jet.postUploadedFile({ body: said }), 200)).toEqual(said);
  expect(await processed(jet, issued.jet_file_id)).toMatchObject({
    url: issued.url.slice(0, issued.url.indexOf('?')),
    status: 'Processed successfully',
  });
  expect(expectStatus(await jet.getPrice({ params: { sku: 'there' } }), 200).price).toBe(12.33);

  const failed = await processed(jet, await sendFile(jet, 'Price', { nowhere: { price: 1 } }));
  const line = `Position 1, 2: Error: parsing sku 'nowhere' Merchant SKU not found: "nowhere"`;
  expect(failed).toMatchObject({ status: 'Processed with errors', error_count: 1, error_excerpt: [line] });
  expect(failed.error_url?.startsWith(`${azurite.address}/jetway/merchant-files-results/`)).toBe(true);
  expect(await errorLines(failed)).toEqual([line]);
  expect(await program.stop()).toBe(0);
});
