/** Owns how a person finds things on the pages of the OMS: by role and name, as they are read. */
import type { Locator, Page } from 'playwright-core';
import type { Place } from './demo.ts';

export async function signIn(page: Page, { email, password }: Place): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export const heading = (page: Page, name: string): Locator => page.getByRole('heading', { name, level: 1 });

/** Goes to a page by the navigation at the side. */
export async function visit(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();
  await heading(page, name).waitFor();
}

export const orderTable = (page: Page): Locator => page.getByRole('table', { name: 'Orders' });

/** What is written there, without the spaces that only the layout makes. */
export const textOf = async (place: Locator): Promise<string> => (await place.textContent()) ?? '';

/** The row of an order, by its number. */
export const orderRow = (page: Page, number: string): Locator =>
  orderTable(page)
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: number }) });

/** The numbers of the orders that the list shows, from its top. */
export const orderNumbers = (page: Page): Promise<string[]> => orderTable(page).getByRole('link').allTextContents();

/** The bar behind which orders wait that arrived while the list was read. */
export const newOrdersBar = (page: Page): Locator => page.getByRole('button', { name: /new orders? — show$/ });

/** Turns to another of the built-in views and waits for its orders. */
export async function turnTo(page: Page, view: string, tab: string): Promise<void> {
  const answered = page.waitForResponse((answer) => answer.url().includes(`tab=${tab}`));
  await page.getByRole('tab', { name: new RegExp(`^${view}`), selected: false }).click();
  await answered;
  await page.getByRole('tab', { name: new RegExp(`^${view}`), selected: true }).waitFor();
}

/** Opens the page of the order at the top of the list; answers its number. */
export async function openFirstOrder(page: Page): Promise<string> {
  await orderTable(page).getByRole('link').first().click();
  // The page says which one it was: the list may have moved on between being read and being clicked.
  const title = page.getByRole('heading', { name: /^Order \d+/, level: 1 });
  await title.waitFor();
  return (await textOf(title)).replace(/\D/g, '');
}

export const dialog = (page: Page, name: string): Locator => page.getByRole('dialog', { name });

export interface Parcel {
  readonly carrier: string;
  readonly method: string;
  readonly trackingNumber: string;
}

/** Fills the dialog that ships an order; everything open goes into one parcel. */
export async function fillParcel(page: Page, parcel: Parcel): Promise<void> {
  const form = dialog(page, 'Ship order');
  await choose(page, form.getByRole('combobox', { name: 'Carrier' }), parcel.carrier);
  await choose(page, form.getByRole('combobox', { name: 'Method' }), parcel.method);
  await form.getByLabel('Tracking number').fill(parcel.trackingNumber);
}

async function choose(page: Page, field: Locator, option: string): Promise<void> {
  await field.click();
  await page.getByRole('option', { name: option, exact: true }).click();
}
