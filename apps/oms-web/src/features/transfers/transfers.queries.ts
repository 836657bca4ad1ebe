/** Owns asking for transfers, and moving them. */
import type { Transfer, TransferState, TransferSummary } from '@jetway/oms-api';
import { usePaged, useSending, wanted } from '@jetway/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/index.ts';

export function useTransfers(state: TransferState | undefined) {
  const api = useApi();
  const filter = state === undefined ? {} : { state };
  return usePaged<TransferSummary>({
    queryKey: ['transfers', filter],
    fetchPage: (page, signal) => wanted(api.listTransfers({ query: { ...filter, ...page } }, { signal }), 200),
  });
}

export function useTransfer(transferId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['transfer', transferId],
    queryFn: ({ signal }) => wanted(api.getTransfer({ params: { transferId } }, { signal }), 200),
  });
}

export function useOnTheWay(skuId: string) {
  const api = useApi();
  return useQuery({
    queryKey: ['on-the-way', skuId],
    queryFn: ({ signal }) => wanted(api.listOnTheWay({ params: { skuId } }, { signal }), 200),
  });
}

function useChanged(): (changed: Transfer) => void {
  const client = useQueryClient();
  return (changed) => {
    client.setQueryData(['transfer', changed.id], changed);
    for (const name of ['transfers', 'on-the-way', 'inventory', 'sku', 'ledger'])
      void client.invalidateQueries({ queryKey: [name] });
  };
}

export interface TransferBody {
  readonly fromLocationId: string;
  readonly toLocationId: string;
  readonly note: string | null;
  readonly lines: { sku: string; quantity: number }[];
}

export function useCreateTransfer() {
  const api = useApi();
  return useSending({
    send: (body: TransferBody, options) => wanted(api.createTransfer({ body }, options), 201),
    onDone: useChanged(),
  });
}

export function useChangeTransfer({ id: transferId, version }: Pick<Transfer, 'id' | 'version'>) {
  const api = useApi();
  const changed = useChanged();
  return useMutation({
    mutationFn: (body: TransferBody) =>
      wanted(api.changeTransfer({ params: { transferId }, body }, { headers: { 'if-match': String(version) } }), 200),
    onSuccess: changed,
  });
}

export function useSendTransfer(transferId: string) {
  const api = useApi();
  return useSending({
    send: (_: undefined, options) => wanted(api.sendTransfer({ params: { transferId } }, options), 200),
    onDone: useChanged(),
  });
}

export function useCancelTransfer(transferId: string) {
  const api = useApi();
  return useSending({
    send: (_: undefined, options) => wanted(api.cancelTransfer({ params: { transferId } }, options), 200),
    onDone: useChanged(),
  });
}

export interface ArrivalLine {
  skuId: string;
  received: number;
  writtenOff: number;
  note?: string;
}

export function useReceiveTransfer(transferId: string) {
  const api = useApi();
  return useSending({
    send: (lines: ArrivalLine[], options) =>
      wanted(api.receiveTransfer({ params: { transferId }, body: { lines } }, options), 200),
    onDone: useChanged(),
  });
}
