/** Owns the journey of two people through the demo in a browser: the seller's from sign-in to shipment, and the operator's. */
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from 'vitest';
import { type Browser, openBrowser, sizes, type Window } from './support/browser.ts';
import { type Demo, startDemo } from './support/demo.ts';
import {
  dialog,
  fillParcel,
  heading,
  newOrdersBar,
  openFirstOrder,
  orderNumbers,
  orderRow,
  orderTable,
  signIn,
  textOf,
  turnTo,
  visit,
} from './support/oms-pages.ts';

const PARCEL = { carrier: 'FedEx', method: 'FedExGround', trackingNumber: '1Z999AA10123456784' };

/** Shoppers order every two seconds, and the marketplace holds each order for 20 s before the seller sees it. */
const ARRIVES_WITHIN_MS = 75_000;

/** Sent at once, and read back. */
const CONFIRMED_WITHIN_MS = 45_000;

/** Less than the grace after which connections that do not end are cut. */
const ENDS_WITHIN_MS = 6000;

let demo: Demo;
let browser: Browser;
let seller: Window;
let shipped = '';

beforeAll(async () => {
  demo = await startDemo({ shoppers: 30 });
  browser = await openBrowser();
  seller = await browser.open();
}, 150_000);

afterAll(async () => {
  await browser?.close();
  await demo?.remove();
});

/** A failed test leaves a picture of where the window stood, and a fresh page for the next test. */
const keepFailure = ({ page, picture }: Window): void =>
  onTestFailed(async ({ task }) => {
    await picture(`failed-${task.name.replaceAll(/\W+/g, '-').slice(0, 40)}`);
    await page.reload();
  });

describe('the seller', () => {
  test('signs in with what the demo printed, and orders arrive by themselves', async () => {
    keepFailure(seller);
    const { page, picture } = seller;
    await page.goto(demo.oms.url);
    await heading(page, 'Sign in').waitFor();
    await picture('01-sign-in');
    await signIn(page, demo.oms);
    await heading(page, 'Home').waitFor();
    await picture('01-home-at-first');
    await visit(page, 'Orders');
    const firstRow = orderTable(page).getByRole('link').first();
    await page.getByText('No orders yet').or(firstRow).waitFor();
    await picture('02-orders-at-first');
    await firstRow.waitFor({ timeout: ARRIVES_WITHIN_MS });
    await newOrdersBar(page).waitFor({ timeout: ARRIVES_WITHIN_MS });
    const before = await orderNumbers(page);
    await picture('03-new-orders-wait');
    await newOrdersBar(page).click();
    await orderTable(page).getByRole('link').nth(before.length).waitFor();
    expect(await orderNumbers(page)).toEqual(expect.arrayContaining(before));
    await picture('04-new-orders-shown');
  });

  test('ships an order with carrier, method and tracking number, and the channel confirms it', async () => {
    keepFailure(seller);
    const { page, picture } = seller;
    await turnTo(page, 'To ship', 'to-ship');
    shipped = await openFirstOrder(page);
    await picture('05-order');
    await page.getByRole('button', { name: 'Ship', exact: true }).click();
    await fillParcel(page, PARCEL);
    await picture('06-ship');
    await dialog(page, 'Ship order').getByRole('button', { name: 'Ship', exact: true }).click();
    const told = page.getByRole('region', { name: 'What the channel was told' });
    await told.getByText('Shipment confirmed').waitFor({ timeout: CONFIRMED_WITHIN_MS });
    await page.getByText('The order is complete on the channel.').waitFor({ timeout: CONFIRMED_WITHIN_MS });
    const shipment = await textOf(page.getByRole('region', { name: 'Shipment' }));
    expect(shipment).toContain(`${PARCEL.carrier} · ${PARCEL.method}`);
    expect(shipment).toContain(PARCEL.trackingNumber);
    await picture('07-shipped');
  });

  test('finds the shipment among the messages of the order, answered with 204', async () => {
    keepFailure(seller);
    const { page, picture } = seller;
    await page.getByRole('tab', { name: 'Messages' }).click();
    const message = page.getByRole('button', { name: /\/shipped/ });
    await message.click();
    expect(await textOf(message)).toMatch(/^204PUT\//);
    const request = page.getByRole('region', { name: /\/shipped/ });
    await request.getByText(PARCEL.trackingNumber).waitFor();
    expect(await textOf(request)).toMatch(/carrier: "FedEx"/);
    await picture('08-messages');
  });

  test('cancels another order from the list, knowing what the channel will be told, and it ends as cancelled', async () => {
    keepFailure(seller);
    const { page, picture } = seller;
    await visit(page, 'Orders');
    const button = orderTable(page)
      .getByRole('button', { name: new RegExp(`^Cancel order (?!${shipped})`) })
      .first();
    const number = (await button.getAttribute('aria-label'))?.replace('Cancel order ', '') ?? '';
    await button.click();
    const question = dialog(page, 'Cancel order');
    await question.getByText('What the channel will be told').waitFor();
    const said = await textOf(question);
    expect(said).toContain(number);
    expect(said).toContain('response_shipment_cancel_qty');
    await picture('09-cancel');
    await question.getByRole('button', { name: 'Cancel the order' }).click();
    await question.waitFor({ state: 'hidden' });
    await picture('10-cancelling');
    await page.getByRole('tab', { name: /^Cancelled/ }).click();
    const row = orderRow(page, number);
    await row.getByText('Cancelled', { exact: true }).waitFor({ timeout: CONFIRMED_WITHIN_MS });
    await row.getByRole('link', { name: number }).click();
    const told = page.getByRole('region', { name: 'What the channel was told' });
    await told.getByText('Cancellation confirmed').waitFor({ timeout: CONFIRMED_WITHIN_MS });
    await picture('11-cancelled');
  });

  test('adjusts the stock of a SKU, and sees that the channel has the new number', async () => {
    keepFailure(seller);
    const { page, picture } = seller;
    await visit(page, 'Inventory');
    const row = page.getByRole('table', { name: 'Stock' }).getByRole('row').nth(1);
    await row.getByText(/^Confirmed/).waitFor();
    await picture('12-inventory');
    const sku = await textOf(row.getByRole('link'));
    await row.getByRole('button', { name: `Adjust stock of ${sku}` }).click();
    const form = dialog(page, 'Adjust stock');
    await form.getByLabel('Difference').fill('4000');
    await form.getByLabel('Reason').selectOption('Received');
    await form.getByText('(+4000)').waitFor();
    await picture('13-adjust');
    await form.getByRole('button', { name: 'Adjust' }).click();
    await page.getByText(`Stock of ${sku} changed`).waitFor();
    // Shoppers go on buying: how many of the others are left is not this test's matter.
    await row.getByText(/^Confirmed 4,\d{3}$/).waitFor({ timeout: CONFIRMED_WITHIN_MS });
    await picture('14-adjusted');
    await row.getByRole('link').click();
    await page.getByText('+4000').waitFor();
    await picture('15-sku');
  });

  test('opens every other page', async () => {
    keepFailure(seller);
    const { page, picture } = seller;
    await visit(page, 'Problems');
    await page.getByText('Nothing needs you').waitFor();
    await picture('16-problems');
    await visit(page, 'Sync');
    await page.getByRole('region', { name: /^Jet/ }).getByText('Healthy').waitFor();
    await page.getByRole('table', { name: 'Runs' }).getByText('Read orders').first().waitFor();
    await picture('17-sync');
    await visit(page, 'Channels');
    await page.getByRole('table', { name: 'Connections to channels' }).getByRole('link', { name: 'Jet' }).click();
    await page.getByLabel('jet_api_user').waitFor();
    await picture('18-channels');
    await visit(page, 'Locations');
    await page.getByText('Main warehouse').first().waitFor();
    await picture('19-locations');
    await visit(page, 'People');
    await page.getByText(demo.oms.email).first().waitFor();
    await picture('20-people');
    await visit(page, 'API keys');
    await page.getByText('jetway command').waitFor();
    await picture('21-api-keys');
  });

  test('has the same pages in the dark and on a telephone', async () => {
    keepFailure(seller);
    const { page, picture } = seller;
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto(`${demo.oms.url}/orders`);
    await orderTable(page).getByRole('link').first().waitFor();
    await picture('22-orders-dark');
    await openFirstOrder(page);
    await page.getByRole('region', { name: 'History' }).waitFor();
    await picture('23-order-dark');
    await page.setViewportSize(sizes.phone);
    await picture('24-order-phone-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    for (const [path, name] of [
      ['', '25-home-phone'],
      ['orders', '25-orders-phone'],
      ['inventory', '26-inventory-phone'],
      ['sync', '27-sync-phone'],
    ] as const) {
      await page.goto(`${demo.oms.url}/${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByRole('main').getByRole('link').first().waitFor();
      await picture(name);
      const spill = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
      expect(spill, `${path} is wider than a telephone`).toBeLessThanOrEqual(0);
    }
    await page.setViewportSize(sizes.laptop);
  });
});

test('the operator finds the same order at the marketplace, with its tracking number', async () => {
  const operator = await browser.open();
  keepFailure(operator);
  const { page, picture } = operator;
  await page.goto(demo.marketplace.url);
  await heading(page, 'Operator sign-in').waitFor();
  await picture('30-operator-sign-in');
  await signIn(page, demo.marketplace);
  await heading(page, 'Accounts').waitFor();
  await picture('31-operator-accounts');
  const account = page.getByRole('row').filter({ has: page.getByText('Live', { exact: true }) });
  await account.getByRole('link', { name: /orders? Complete$/ }).click();
  await orderRow(page, shipped).waitFor();
  await picture('32-operator-orders');
  await orderRow(page, shipped).getByRole('link', { name: shipped }).click();
  await heading(page, `Order ${shipped}`).waitFor();
  await page.getByRole('region', { name: 'History' }).waitFor();
  await picture('33-operator-order');
  await page.getByRole('tab', { name: 'Merchant’s view' }).click();
  await page.getByText(PARCEL.trackingNumber).waitFor();
  await picture('34-operator-merchant-view');
});

test('no page logged an error, broke the content security policy or had a request refused', () => {
  expect(browser.faults()).toEqual([]);
});

test('the demo told to terminate ends cleanly, and is not held up by pages that stay open', async () => {
  const startedMs = performance.now();
  expect(await demo.terminate()).toBe(0);
  expect(performance.now() - startedMs).toBeLessThan(ENDS_WITHIN_MS);
  expect(demo.output()).toMatch(/Stopping …\n$/);
});
