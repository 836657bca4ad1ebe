/** Owns asking for people's views of the order list, and keeping them. */
import type { OrderList, OrderView } from '@jetway/oms-api';
import { ownTimeZone, useSending, wanted } from '@jetway/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../api/index.ts';

export function useViews() {
  const api = useApi();
  return useQuery({
    queryKey: ['order-views'],
    queryFn: async ({ signal }) => (await wanted(api.listOrderViews({}, { signal }), 200)).items,
  });
}

export function useViewCounts(hasViews: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['order-view-counts'],
    queryFn: ({ signal }) => wanted(api.countOrderViews({ query: { timeZone: ownTimeZone() } }, { signal }), 200),
    enabled: hasViews,
    refetchInterval: 60_000,
  });
}

/** What a person says of a view. */
export interface ViewDraft {
  readonly name: string;
  readonly shared: boolean;
  readonly list: OrderList;
  readonly columns: readonly string[];
}

function useViewsChanged() {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: ['order-views'] });
    void client.invalidateQueries({ queryKey: ['order-view-counts'] });
  };
}

export function useCreateView() {
  const api = useApi();
  const changed = useViewsChanged();
  return useSending({
    send: ({ columns, ...draft }: ViewDraft, options) =>
      wanted(api.createOrderView({ body: { ...draft, columns: [...columns] } }, options), 201),
    onDone: changed,
  });
}

export function useChangeView() {
  const api = useApi();
  const onSuccess = useViewsChanged();
  return useMutation({
    mutationFn: ({ view, change }: { readonly view: OrderView; readonly change: Partial<ViewDraft> }) => {
      const { columns, ...rest } = change;
      const body = { ...rest, ...(columns === undefined ? {} : { columns: [...columns] }) };
      const headers = { 'if-match': `"${view.version}"` };
      return wanted(api.changeOrderView({ params: { viewId: view.id }, body }, { headers }), 200);
    },
    onSuccess,
  });
}

export function useDeleteView() {
  const api = useApi();
  const onSuccess = useViewsChanged();
  return useMutation({
    mutationFn: (viewId: string) => wanted(api.deleteOrderView({ params: { viewId } }), 204),
    onSuccess,
  });
}

export function useOrderOfViews() {
  const api = useApi();
  const onSuccess = useViewsChanged();
  return useMutation({
    mutationFn: (viewIds: readonly string[]) => wanted(api.orderOrderViews({ body: { viewIds: [...viewIds] } }), 204),
    onSuccess,
  });
}
