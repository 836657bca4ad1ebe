/** Owns how the pages of the operator console are found: by the navigation, the tabs of an account, and their addresses. */
import type { Locator, Page } from 'playwright-core';
import { heading } from './oms-pages.ts';

/** Opens a page of the account that is shown. */
export async function visitAccountPage(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Pages of the account' }).getByRole('link', { name }).click();
  await heading(page, name).waitFor();
}

/** Things of which there are pages. */
export interface Things {
  readonly accountId: string;
  readonly worldId: string;
  readonly orderId: string;
  readonly returnId: string;
  readonly refundId: string;
  readonly sku: string;
  readonly reportId: string;
}

/** Every page of the console with its title; a list with an open panel has the title of the list. */
export function consoleAddresses(things: Things): readonly (readonly [address: string, title: string | RegExp])[] {
  const account = `/accounts/${things.accountId}`;
  const world = `/worlds/${things.worldId}`;
  return [
    ['/accounts', 'Accounts'],
    ['/worlds', 'Worlds'],
    [world, / Test$/],
    [`${world}/listing-rules`, / Test$/],
    [`${world}/commission-rules`, / Test$/],
    ['/taxonomies', 'Taxonomies'],
    ['/taxonomies/default', / Ready$/],
    ['/shoppers', 'Shoppers'],
    [`/scenarios?account=${things.accountId}`, 'Scenarios'],
    [`${account}/orders`, 'Orders'],
    [`${account}/orders/${things.orderId}`, /^Order \d{12}/],
    [`${account}/orders/${things.orderId}?view=merchant`, /^Order \d{12}/],
    [`${account}/returns`, 'Returns'],
    [`${account}/returns/${things.returnId}`, /^Return /],
    [`${account}/refunds`, 'Refunds'],
    [`${account}/refunds/${things.refundId}`, /^Refund \d{16}/],
    [`${account}/skus`, 'SKUs'],
    [`${account}/skus?open=${encodeURIComponent(things.sku)}`, 'SKUs'],
    [`${account}/files`, 'Files'],
    [`${account}/files?show=nonsense&open=`, 'Files'],
    [`${account}/reports`, 'Reports'],
    [`${account}/reports?open=${things.reportId}`, 'Reports'],
    [`${account}/nodes`, 'Nodes'],
    [`${account}/settlements`, 'Settlement'],
    [`${account}/log`, 'API log'],
    [`${account}/faults`, 'Faults and limits'],
    [`${account}/webhooks`, 'Webhooks'],
    [`${account}/onboarding`, 'Onboarding'],
    [`${account}/orders/nowhere`, 'Order'],
    ['/accounts/nowhere', 'There is no such account'],
    ['/nowhere', 'There is no such page'],
  ];
}

export const titled = (page: Page, title: string | RegExp): Locator =>
  page.getByRole('heading', { level: 1, name: title, ...(typeof title === 'string' ? { exact: true } : {}) });

/** Nothing on the page waits for an answer any more. */
export async function settled(page: Page): Promise<void> {
  await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
}
