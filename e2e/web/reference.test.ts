/** Owns the proof that the reference of the APIs works in a browser as a program serves it: with nothing from elsewhere. */
import { expect, onTestFinished, test } from 'vitest';
import { createCrew } from '../flows/operations.ts';
import { embeddedHome } from '../support/databases.ts';
import { freePort } from '../support/programs.ts';
import { openBrowser } from './support/browser.ts';

test('the reference shows the merchant API, light and dark, offline', async () => {
  const crew = createCrew();
  onTestFinished(crew.end);
  const { env } = await crew.home(embeddedHome);
  const market = await crew.start({ app: 'marketplace', port: await freePort(), env });
  const browser = await openBrowser();
  onTestFinished(browser.close);
  const { page, picture } = await browser.open();
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(market.url) && !request.url().startsWith('data:')) elsewhere.push(request.url());
  });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${market.url}/reference`);
    await page.getByText('Jet merchant API').first().waitFor();
    await page.getByText('Exchange API user and secret for a token').first().waitFor();
    expect(await page.locator(`body.${colorScheme}-mode`).count()).toBe(1);
    await picture(`reference-${colorScheme}`);
  }
  expect(elsewhere).toEqual([]);
  expect(browser.faults()).toEqual([]);
});
