/** Owns asking for stock, and changing it. */

import type { InventoryItem } from '@jetway/oms-api';
import { usePaged, useSending, wanted } from '@jetway/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/index.ts';
import type { AdjustReason, StockFilter } from './inventory.ts';

export interface InventoryFilters {
  readonly search?: string;
  readonly filter: StockFilter;
}

export function useInventory(filters: InventoryFilters) {
  const api = useApi();
  return usePaged<InventoryItem>({
    queryKey: ['inventory', filters],
    fetchPage: (page, signal) => wanted(api.listInventory({ query: { ...filters, ...page } }, { signal }), 200),
  });
}

export function useSku(skuId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['sku', skuId],
    queryFn: ({ signal }) => wanted(api.getSku({ params: { skuId } }, { signal }), 200),
  });
}

export function useLedger(skuId: string, locationId: string | undefined) {
  const api = useApi();
  const filters = locationId === undefined ? {} : { locationId };
  return usePaged({
    queryKey: ['ledger', skuId, filters],
    fetchPage: (page, signal) =>
      wanted(api.listLedger({ params: { skuId }, query: { ...filters, ...page } }, { signal }), 200),
  });
}

/** Search in what a person may choose from. */
export function useSkuSearch(search: string, enabled: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['inventory', 'picker', search],
    queryFn: ({ signal }) =>
      wanted(api.listInventory({ query: { limit: 20, ...(search === '' ? {} : { search }) } }, { signal }), 200),
    enabled,
  });
}

function useSkuChanged(): (item: InventoryItem) => void {
  const client = useQueryClient();
  return (item) => {
    client.setQueryData(['sku', item.skuId], item);
    for (const name of ['inventory', 'ledger']) void client.invalidateQueries({ queryKey: [name] });
  };
}

export interface AdjustInput {
  readonly locationId: string;
  readonly kind: 'change' | 'set';
  readonly quantity: number;
  readonly reason: AdjustReason;
  readonly note?: string;
}

export function useAdjust(skuId: string) {
  const api = useApi();
  const changed = useSkuChanged();
  return useSending({
    send: (body: AdjustInput, options) => wanted(api.adjustStock({ params: { skuId }, body }, options), 200),
    onDone: changed,
  });
}

export interface NewSku {
  readonly sku: string;
  readonly title: string;
  readonly imageUrl?: string;
  readonly stock?: { locationId: string; onHand: number }[];
}

export function useCreateSku() {
  const api = useApi();
  const changed = useSkuChanged();
  return useSending({
    send: (body: NewSku, options) => wanted(api.createSku({ body }, options), 201),
    onDone: changed,
  });
}

export interface SkuChange {
  readonly title: string;
  readonly imageUrl: string | null;
  readonly active: boolean;
}

export function useChangeSku({ skuId, version }: Pick<InventoryItem, 'skuId' | 'version'>) {
  const api = useApi();
  const changed = useSkuChanged();
  return useMutation({
    mutationFn: (body: SkuChange) =>
      wanted(api.changeSku({ params: { skuId }, body }, { headers: { 'if-match': String(version) } }), 200),
    onSuccess: changed,
  });
}

export function useSwitchStock(skuId: string) {
  const api = useApi();
  const changed = useSkuChanged();
  return useMutation({
    mutationFn: ({ connectionId, on }: { readonly connectionId: string; readonly on: boolean }) =>
      wanted(api.switchSkuStock({ params: { skuId, connectionId }, body: { on } }), 200),
    onSuccess: changed,
  });
}

export function useSetComponents({ skuId, version }: Pick<InventoryItem, 'skuId' | 'version'>) {
  const api = useApi();
  const changed = useSkuChanged();
  return useMutation({
    mutationFn: (components: { skuId: string; quantity: number }[]) =>
      wanted(
        api.setComponents({ params: { skuId }, body: { components } }, { headers: { 'if-match': String(version) } }),
        200,
      ),
    onSuccess: changed,
  });
}
