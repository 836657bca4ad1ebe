/** Owns asking for stock counts, and saying what was found. */
import type { CountLineState, StockCount, StockCountLine } from '@jetway/oms-api';
import { usePaged, useSending, wanted } from '@jetway/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/index.ts';

export function useStockCounts() {
  const api = useApi();
  return usePaged<StockCount>({
    queryKey: ['stock-counts'],
    fetchPage: (page, signal) => wanted(api.listStockCounts({ query: page }, { signal }), 200),
  });
}

export function useStockCount(countId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['stock-count', countId],
    queryFn: ({ signal }) => wanted(api.getStockCount({ params: { countId } }, { signal }), 200),
  });
}

export interface LineFilters {
  readonly state?: CountLineState;
  readonly sort: 'sku' | 'difference';
}

export function useCountLines(countId: string, filters: LineFilters) {
  const api = useApi();
  return usePaged<StockCountLine>({
    queryKey: ['count-lines', countId, filters],
    fetchPage: (page, signal) =>
      wanted(api.listStockCountLines({ params: { countId }, query: { ...filters, ...page } }, { signal }), 200),
  });
}

function useChanged(): (changed: StockCount) => void {
  const client = useQueryClient();
  return (changed) => {
    client.setQueryData(['stock-count', changed.id], changed);
    for (const name of ['stock-counts', 'count-lines']) void client.invalidateQueries({ queryKey: [name] });
  };
}

export interface NewStockCount {
  readonly locationId: string;
  readonly name: string;
  readonly of: 'all' | 'stocked' | 'list';
  readonly skus?: string[];
}

export function useCreateStockCount() {
  const api = useApi();
  return useSending({
    send: (body: NewStockCount, options) => wanted(api.createStockCount({ body }, options), 201),
    onDone: useChanged(),
  });
}

export interface FoundUnits {
  readonly sku: string;
  readonly kind: 'set' | 'add';
  readonly quantity: number;
}

export function useCountStock(countId: string) {
  const api = useApi();
  const client = useQueryClient();
  return useSending({
    send: (body: FoundUnits, options) => wanted(api.countStock({ params: { countId }, body }, options), 200),
    onDone: () => {
      for (const name of ['stock-count', 'count-lines']) void client.invalidateQueries({ queryKey: [name, countId] });
    },
  });
}

export function useApplyStockCount(countId: string) {
  const api = useApi();
  return useSending({
    send: (_: undefined, options) => wanted(api.applyStockCount({ params: { countId } }, options), 200),
    onDone: useChanged(),
  });
}

export function useCancelStockCount(countId: string) {
  const api = useApi();
  return useSending({
    send: (_: undefined, options) => wanted(api.cancelStockCount({ params: { countId } }, options), 200),
    onDone: useChanged(),
  });
}
