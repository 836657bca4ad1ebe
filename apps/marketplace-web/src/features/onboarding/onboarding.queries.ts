/** Owns asking for a merchant's checklist, and letting the merchant in. */
import type { Onboarding } from '@jetway/marketplace-api';
import { useSending, wanted } from '@jetway/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { pollEvery, useApi } from '../../api/index.ts';

const keyOf = (merchantId: string) => ['onboarding', merchantId] as const;
const STEPS_POLL_MS = 5_000;

export function useOnboarding(merchantId: string) {
  const api = useApi();
  return useQuery({
    queryKey: keyOf(merchantId),
    queryFn: ({ signal }) => wanted(api.getOnboarding({ params: { merchantId } }, { signal }), 200),
    refetchInterval: pollEvery(STEPS_POLL_MS),
  });
}

function useRead(merchantId: string): (read: Onboarding) => void {
  const client = useQueryClient();
  return (read) => client.setQueryData(keyOf(merchantId), read);
}

export function useOverride(merchantId: string) {
  const api = useApi();
  return useSending({
    send: (note: string, options) =>
      wanted(
        api.overrideOnboarding(
          { params: { merchantId }, body: note.trim() === '' ? {} : { note: note.trim() } },
          options,
        ),
        200,
      ),
    onDone: useRead(merchantId),
  });
}

export function useTakeBack(merchantId: string) {
  const api = useApi();
  return useSending({
    send: (_: undefined, options) => wanted(api.takeBackOnboarding({ params: { merchantId } }, options), 200),
    onDone: useRead(merchantId),
  });
}
