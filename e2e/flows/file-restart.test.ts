/** Owns the flow of bulk files through a marketplace that is killed again and again while it processes them. */
import type { FileType } from '@jetway/jet-api';
import { expect, onTestFinished, test } from 'vitest';
import { expectStatus, type JetClient, jetClient, operatorClient } from '../support/clients.ts';
import { embeddedHome, servedHome, testServer } from '../support/databases.ts';
import { processed, type Records, sendFile } from '../support/files.ts';
import { freePort } from '../support/programs.ts';
import { setUpMerchant } from '../support/seller.ts';
import { until } from '../support/wait.ts';
import { createCrew, operatorKeyIn } from './operations.ts';

const server = testServer();
/** Enough for a file to be at work when it is looked at. */
const COUNT = 20_000;
const skus = Array.from({ length: COUNT }, (_, n) => `file-${n}`);
const recordsOf = (bodyOf: (n: number) => unknown): Records =>
  Object.fromEntries(skus.map((sku, n) => [sku, bodyOf(n)]));

test('a file is processed to its end although the program is killed in the midst, and no record counts twice or is left out', async () => {
  const crew = createCrew();
  onTestFinished(crew.end);
  const { env } = await crew.home(() => (server === undefined ? embeddedHome() : servedHome(server)));
  const port = await freePort();
  const start = () => crew.start({ app: 'marketplace', port, env });
  let program = await start();
  const operator = operatorClient(program.url, operatorKeyIn(program));
  const { accountId, apiUser, apiSecret, jet } = await setUpMerchant(program.url, operator, []);
  const recordsDone = async (fileId: string) =>
    expectStatus(await operator.getFile({ params: { accountId, fileId } }), 200).file.records;

  const throughKills = async (client: JetClient, type: FileType, records: Records): Promise<string> => {
    const id = await sendFile(client, type, records);
    for (let kills = 0, last = 0; kills < 1; kills += 1) {
      const seen = await until({ what: 'the file to be at work', withinMs: 60_000, everyMs: 5 }, async () => {
        const { done } = await recordsDone(id);
        return done > last ? done : undefined;
      });
      await program.kill();
      program = await start();
      last = seen;
    }
    return id;
  };

  const uploads = await throughKills(
    jet,
    'MerchantSKUs',
    recordsOf((n) => ({ product_title: `Thing number ${n}`, multipack_quantity: 1, ASIN: '12345ABCDE' })),
  );
  expect(await processed(jet, uploads)).toMatchObject({ status: 'Processed successfully' });
  const prices = await throughKills(jet, 'Price', {
    ...recordsOf((n) => ({ price: 1 + n / 100 })),
    'file-nowhere': { price: 1 },
  });
  const again = await jetClient(program.url, apiUser, apiSecret);
  expect(await processed(again, prices)).toMatchObject({
    status: 'Processed with errors',
    error_count: 1,
    error_excerpt: [
      expect.stringMatching(/^Position 1, \d+: Error: parsing sku 'file-nowhere' Merchant SKU not found/),
    ],
  });
  expect(await recordsDone(uploads)).toEqual({ done: COUNT, applied: COUNT, inError: 0, superseded: 0 });
  expect(await recordsDone(prices)).toEqual({ done: COUNT + 1, applied: COUNT, inError: 1, superseded: 0 });
  for (const n of [0, 1_999, 2_000, 9_876, COUNT - 1]) {
    const found = expectStatus(await again.getPrice({ params: { sku: `file-${n}` } }), 200);
    expect(found.price).toBeCloseTo(1 + n / 100, 2);
  }
  expect(await program.stop()).toBe(0);
});
