/** Owns measuring how soon a change of stock is accepted by the marketplace, beside a bare message about it. */
import type { Company } from './company.ts';
import { median, p95, pause, sure, until } from './figures.ts';

const CHANGES = 200;

export async function measureStock({ oms, jet, nodeId, locationId, skus, skuIds }: Company): Promise<string> {
  const waited: number[] = [];
  const bare: number[] = [];
  for (let n = 0; n < CHANGES; n += 1) {
    const sku = skus[(n * 7) % skus.length] ?? '';
    const quantity = 50_000 + n;
    const begun = performance.now();
    const body = { locationId, kind: 'set', quantity, reason: 'counted' } as const;
    const { available } = sure(await oms.adjustStock({ params: { skuId: skuIds.get(sku) ?? '' }, body }), 200).body;
    const told = async () => {
      const { fulfillment_nodes: nodes } = sure(await jet.getInventory({ params: { sku } }), 200).body;
      return nodes.some(({ quantity: fed }) => fed === available) ? true : undefined;
    };
    await until('the marketplace to know', told, 2);
    waited.push(performance.now() - begun);
    const patched = performance.now();
    const node = { fulfillment_node_id: nodeId, quantity: available };
    sure(await jet.patchInventory({ params: { sku }, body: { fulfillment_nodes: [node] } }), 204);
    bare.push(performance.now() - patched);
    // Changes of people do not come at once: what is left of the one before is done by then.
    await pause(20);
  }
  return [
    `stock changed in the OMS to accepted by the marketplace: p50 ${median(waited).toFixed(0)} ms, p95 ${p95(waited).toFixed(0)} ms over ${CHANGES} changes (p95 at most 5,000)`,
    `  a bare PATCH to the marketplace: p50 ${median(bare).toFixed(1)} ms; ratio of the medians ${(median(waited) / median(bare)).toFixed(0)}`,
  ].join('\n');
}
