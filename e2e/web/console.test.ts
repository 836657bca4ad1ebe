/** Owns the operator's journey through the console: stories played, reports read, and every page fit for everybody. */
import { gunzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectStatus, jetClient } from '../support/clients.ts';
import { type Browser, openBrowser, sizes, type Window } from './support/browser.ts';
import { consoleAddresses, settled, type Things, titled, visitAccountPage } from './support/console-pages.ts';
import { type Demo, startDemo } from './support/demo.ts';
import { dialog, heading, signIn, textOf, visit } from './support/oms-pages.ts';
import { faultsOfPage } from './support/page-checks.ts';

const MERCHANT = 'Lantern & Loom';
/** A story plays its steps one after another, each with requests to both APIs. */
const PLAYED_WITHIN_MS = 60_000;

let demo: Demo;
let browser: Browser;
let operator: Window;
let keys = { user: '', secret: '' };
const things: Record<keyof Things, string> = {
  accountId: '',
  worldId: '',
  orderId: '',
  returnId: '',
  refundId: '',
  sku: '',
  reportId: '',
};

beforeAll(async () => {
  demo = await startDemo({ shoppers: 1 });
  browser = await openBrowser();
  operator = await browser.open();
  const { page } = operator;
  // The pictures of the stories' SKUs are at an address that nobody has.
  await page.route('https://images.example/**', (route) =>
    route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg"/>' }),
  );
  await page.goto(demo.marketplace.url);
  await signIn(page, demo.marketplace);
  await heading(page, 'Accounts').waitFor();
}, 150_000);

afterAll(async () => {
  await browser?.close();
  // Killed outright, it would leave its two programs behind.
  await demo?.terminate();
  await demo?.remove();
});

const lastPart = (address: string | null): string => address?.split('/').at(-1) ?? '';

/** Plays a story; answers the region in which its steps stand. */
async function play(page: Page, story: string) {
  await page.getByRole('button', { name: `Play ${story}` }).click();
  const steps = page.getByRole('region', { name: story });
  await steps.getByText('Played to its end').waitFor({ timeout: PLAYED_WITHIN_MS });
  return steps;
}

test('a merchant is added, and its secrets are shown', async () => {
  const { page, picture } = operator;
  await page.getByRole('button', { name: 'Add merchant' }).click();
  await dialog(page, 'Add a merchant').getByLabel('Name').fill(MERCHANT);
  await dialog(page, 'Add a merchant').getByRole('button', { name: 'Add merchant' }).click();
  const shown = page.getByRole('group', { name: 'test account' }).locator('code');
  await shown.nth(1).waitFor();
  const [user, secret] = await shown.allTextContents();
  keys = { user: user ?? '', secret: secret ?? '' };
  await picture('40-secrets');
  await page.getByRole('button', { name: 'I have copied them' }).click();
});

describe('scenarios', () => {
  test('all eleven stories stand there, each with what it tells and what it needs', async () => {
    const { page } = operator;
    await visit(page, 'Scenarios');
    const stories = page.getByRole('region', { name: 'Stories' }).getByRole('listitem');
    await stories.first().waitFor();
    const texts = await stories.allTextContents();
    expect(texts).toHaveLength(11);
    for (const text of texts) expect(text).toMatch(/\.Needs: .+\./);
  });

  test('a story is played on the chosen account with a seed, and its steps lead to the order and the return', async () => {
    const { page, picture } = operator;
    const account = page.getByRole('combobox', { name: 'Test account' });
    await account.click();
    await page.getByRole('option', { name: MERCHANT }).click();
    await page.getByLabel('Seed').fill('7');
    await page.getByLabel('With SKUs of its own').check();
    expect(new URL(page.url()).searchParams.get('seed')).toBe('7');
    things.accountId = new URL(page.url()).searchParams.get('account') ?? '';
    const steps = await play(page, 'Return disputed');
    await picture('41-scenario');
    expect(await textOf(steps)).toContain('Seed 7');
    things.returnId = lastPart(
      await steps
        .getByRole('link', { name: /^Return / })
        .first()
        .getAttribute('href'),
    );
    const order = steps.getByRole('link', { name: /^Order / }).first();
    things.orderId = lastPart(await order.getAttribute('href'));
    await order.click();
    await titled(page, /^Order \d{12}/).waitFor();
    await page.getByRole('region', { name: 'Returns' }).getByRole('link').first().waitFor();
  });

  test('what was played last is still there when one comes back', async () => {
    const { page } = operator;
    await page.goBack();
    await page.getByRole('region', { name: 'Return disputed' }).getByText('Played to its end').waitFor();
    const steps = await play(page, 'Refund rejected');
    things.refundId = lastPart(
      await steps
        .getByRole('link', { name: /^Refund / })
        .first()
        .getAttribute('href'),
    );
    things.sku = (await steps.locator('code').first().textContent()) ?? '';
  });

  test('a story that breaks off says so, and at which answer', async () => {
    const { page } = operator;
    await page.goto(`${demo.marketplace.url}/accounts/${things.accountId}/faults`);
    await page.getByRole('button', { name: 'New fault' }).click();
    const form = dialog(page, 'Let something go wrong');
    await form.getByLabel('What goes wrong').selectOption('unavailable');
    await form.getByRole('button', { name: 'Add fault' }).click();
    await form.waitFor({ state: 'hidden' });
    await page.goto(`${demo.marketplace.url}/scenarios?account=${things.accountId}`);
    await page.getByRole('button', { name: 'Play Happy path' }).click();
    const steps = page.getByRole('region', { name: 'Happy path' });
    await steps.getByText('Broke off').waitFor({ timeout: PLAYED_WITHIN_MS });
    await steps.getByText(/answered 503/).waitFor();
    await page.goto(`${demo.marketplace.url}/accounts/${things.accountId}/faults`);
    await page.getByRole('button', { name: 'Remove …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });
});

describe('reports', () => {
  test('nothing was asked for yet, and the page says how it is asked for', async () => {
    const { page } = operator;
    await visitAccountPage(page, 'Reports');
    await page.getByText('No report yet').waitFor();
  });

  test('a report that the merchant asks for appears by itself, and is downloaded from its panel', async () => {
    const { page, picture } = operator;
    const merchant = await jetClient(demo.marketplace.url, keys.user, keys.secret);
    const asked = await merchant.createReport({ params: { reportType: 'ProductStatus' } });
    things.reportId = expectStatus(asked, 200).report_id;
    const row = page.getByRole('table', { name: 'Reports' }).getByRole('row').filter({ hasText: 'Product status' });
    await row.getByText('Ready').waitFor();
    await row.click();
    const panel = page.getByRole('complementary', { name: 'Report Product status' });
    const href = await panel.getByRole('link', { name: 'Download' }).getAttribute('href');
    await picture('42-report');
    const file = await fetch(href ?? '');
    const report = JSON.parse(gunzipSync(await file.arrayBuffer()).toString()) as Record<string, unknown>;
    expect(Object.keys(report)).toContain(things.sku);
    await page.getByRole('tab', { name: 'Failed' }).click();
    await page.getByText('None failed').waitFor();
    expect(new URL(page.url()).searchParams.get('show')).toBe('failed');
  });
});

test('the clock of an account leads to its world', async () => {
  const { page } = operator;
  await page.getByRole('link', { name: /World time/ }).click();
  await titled(page, `${MERCHANT} (test) Test`).waitFor();
  things.worldId = lastPart(page.url());
});

test('from a page of an account, the keys of the navigation lead where they say', async () => {
  const { page } = operator;
  const account = `${demo.marketplace.url}/accounts/${things.accountId}/orders`;
  for (const [key, title] of [
    ['w', 'Worlds'],
    ['t', 'Taxonomies'],
    ['s', 'Shoppers'],
    ['c', 'Scenarios'],
    ['a', 'Accounts'],
  ] as const) {
    await page.goto(account);
    await heading(page, 'Orders').waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await heading(page, title).waitFor();
  }
  await page.goto(account);
  await heading(page, 'Orders').waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await heading(page, 'Webhooks').waitFor();
});

describe('every page', () => {
  test.each([
    ['on a laptop', sizes.laptop, 'light'],
    ['on a laptop in the dark', sizes.laptop, 'dark'],
    ['on a telephone', sizes.phone, 'light'],
    ['on a telephone in the dark', sizes.phone, 'dark'],
  ] as const)('%s has one title, names what can be used, can be read, and fits', async (_where, size, colorScheme) => {
    const { page } = operator;
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize(size);
    const wrong: string[] = [];
    for (const [address, title] of consoleAddresses(things)) {
      await page.goto(`${demo.marketplace.url}${address}`);
      await titled(page, title).waitFor();
      await settled(page);
      wrong.push(...(await faultsOfPage(page)).map((fault) => `${address}: ${fault}`));
    }
    expect(wrong).toEqual([]);
  });
});

test('no page logged an error or broke the content security policy, and only what is not there was refused', () => {
  expect(browser.faults().filter((fault) => !fault.includes('/orders/nowhere'))).toEqual([]);
});
