/** Owns asking for tags in use, and sending what people put on an order: tags, notes, holds, a corrected ship-to. */

import type { CallOptions } from '@jetway/http-contract';
import type { OrderDetail, ShipTo } from '@jetway/oms-api';
import { useSending, wanted } from '@jetway/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useApi } from '../../../api/index.ts';
import { useOrderChanged } from '../orders.queries.ts';

export function useTagsInUse(prefix: string, enabled: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: ['order-tags', prefix],
    queryFn: ({ signal }) => wanted(api.listTags({ query: { prefix } }, { signal }), 200),
    enabled,
    placeholderData: (before) => before,
  });
}

export interface TagChange {
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
}

export function useChangeTags(orderId: string) {
  const api = useApi();
  const changed = useOrderChanged();
  return useSending({
    send: ({ add = [], remove = [] }: TagChange, options) =>
      wanted(api.changeOrderTags({ params: { orderId }, body: { add: [...add], remove: [...remove] } }, options), 200),
    onDone: () => changed(orderId),
  });
}

export function useAddNote(orderId: string) {
  const api = useApi();
  const changed = useOrderChanged();
  return useSending({
    send: (text: string, options) => wanted(api.addOrderNote({ params: { orderId }, body: { text } }, options), 201),
    onDone: () => changed(orderId),
  });
}

export function useDeleteNote(orderId: string) {
  const api = useApi();
  const changed = useOrderChanged();
  return useMutation({
    mutationFn: (noteId: string) => wanted(api.deleteOrderNote({ params: { orderId, noteId } }), 204),
    onSuccess: () => changed(orderId),
  });
}

export interface HoldBody {
  readonly reason: string;
  readonly until: number | null;
}

export function useHold(orderId: string) {
  const api = useApi();
  const changed = useOrderChanged();
  return useSending({
    send: (body: HoldBody, options) => wanted(api.holdOrder({ params: { orderId }, body }, options), 200),
    onDone: () => changed(orderId),
  });
}

export function useRelease(orderId: string) {
  const api = useApi();
  const changed = useOrderChanged();
  return useSending({
    send: (_: Record<never, never>, options) => wanted(api.releaseOrder({ params: { orderId } }, options), 204),
    onDone: () => changed(orderId),
  });
}

/** The address must be the one that was seen. */
const seen = ({ shipToVersion }: OrderDetail, options: CallOptions = {}): CallOptions => ({
  ...options,
  headers: { ...options.headers, 'if-match': String(shipToVersion) },
});

export function useCorrectShipTo(detail: OrderDetail) {
  const api = useApi();
  const changed = useOrderChanged();
  const orderId = detail.order.id;
  return useMutation({
    mutationFn: (body: ShipTo) => wanted(api.correctShipTo({ params: { orderId }, body }, seen(detail)), 200),
    onSuccess: () => changed(orderId),
  });
}

export function useUndoShipTo(detail: OrderDetail) {
  const api = useApi();
  const changed = useOrderChanged();
  const orderId = detail.order.id;
  return useSending({
    send: (_: Record<never, never>, options) =>
      wanted(api.undoShipTo({ params: { orderId } }, seen(detail, options)), 200),
    onDone: () => changed(orderId),
  });
}
