/** Owns the report about the sales data of a whole catalogue (page Report Examples). */
import { listOfferPage, type Offer } from '../offers/index.ts';
import { jsonObject, type ReportContent } from '../reports/index.ts';
import { findMappedLevels } from './comparisons.store.ts';
import { readSalesData } from './salesdata.view.ts';

/** SKUs read at once. */
const PAGE_SIZE = 5_000;
const LEVELS = [0, 1, 2] as const;

/** Every SKU that is available for purchase, whatever is in stock, in the order in which they were made. */
export const salesDataContent: ReportContent = (handle, { accountId, world }) => {
  const of = { accountId, worldId: world.id };
  const membersOf = async (offers: readonly Offer[]) => {
    const levels = await findMappedLevels(
      handle,
      of,
      offers.map(({ sku }) => sku),
    );
    const data = await readSalesData(handle, of, offers);
    return offers.map(({ sku }, index) => [sku, { ...levelMembers(levels.get(sku)), ...data[index] }] as const);
  };
  return jsonObject(async function* () {
    for (let after: { readonly at: number; readonly id: string } | undefined; ; ) {
      const filter = { after, search: '', isPurchasable: undefined };
      const page = await listOfferPage(handle, accountId, filter, PAGE_SIZE);
      const available = page.filter(({ status }) => status === 'Available for Purchase');
      if (available.length > 0) yield await membersOf(available);
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE_SIZE) return;
      after = { at: last.createdAt, id: last.sku };
    }
  });
};

/** Levels that a SKU's browse node does not reach are left out. */
const levelMembers = (nodes: readonly (number | null)[] | undefined): Readonly<Record<string, number>> =>
  Object.fromEntries(
    LEVELS.flatMap((level) => {
      const node = nodes?.[level];
      return typeof node === 'number' ? [[`jet_browse_node_id_mapped_level_${level}`, node] as const] : [];
    }),
  );
