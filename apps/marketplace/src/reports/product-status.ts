/** Owns the report about the status of every SKU of a catalogue (page Report Examples). */
import { listOfferPage } from '../offers/index.ts';
import { jsonObject } from './json-object.ts';
import type { ReportContent } from './make-report.ts';

/** SKUs read at once. */
const PAGE_SIZE = 5_000;

/** Every SKU with its status, in the order in which they were made. */
export const productStatusContent: ReportContent = (handle, { accountId }) =>
  jsonObject(async function* () {
    for (let after: { readonly at: number; readonly id: string } | undefined; ; ) {
      const filter = { after, search: '', isPurchasable: undefined };
      const page = await listOfferPage(handle, accountId, filter, PAGE_SIZE);
      yield page.map(({ sku, status, subStatus }) => [sku, { status, substatus: subStatus }] as const);
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE_SIZE) return;
      after = { at: last.createdAt, id: last.sku };
    }
  });
