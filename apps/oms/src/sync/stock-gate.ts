/**
 * Owns the order between acknowledgements and stock messages of the same SKUs. A stock message counted before an order
 * was reserved must not arrive after the order was accepted: the channel would offer its units twice. So an
 * acknowledgement does not go out while a stock message of its SKUs is unanswered, nor the other way round.
 */

export interface StockGate {
  /** Called when an acknowledgement is about to go out; the answer ends it. Stock of these SKUs waits until then. */
  readonly beginAcknowledging: (skuIds: readonly string[]) => () => void;
  /** Resolves when no acknowledgement of this SKU is under way. */
  readonly untilAnswered: (skuId: string) => Promise<void>;
}

export function createStockGate(): StockGate {
  const underWay = new Map<string, Set<Promise<void>>>();
  return {
    beginAcknowledging: (skuIds) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const skus = [...new Set(skuIds)];
      for (const skuId of skus) underWay.set(skuId, (underWay.get(skuId) ?? new Set()).add(promise));
      return () => {
        for (const skuId of skus) {
          const promises = underWay.get(skuId);
          promises?.delete(promise);
          if (promises?.size === 0) underWay.delete(skuId);
        }
        resolve();
      };
    },
    untilAnswered: async (skuId) => {
      for (let promises = underWay.get(skuId); promises !== undefined; promises = underWay.get(skuId))
        await Promise.all(promises);
    },
  };
}
