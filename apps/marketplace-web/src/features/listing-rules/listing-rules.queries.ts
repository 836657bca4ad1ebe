/** Owns asking for the listing rules of a world, adding and removing them. */
import type { NewListingRule } from '@jetway/marketplace-api';
import { usePaged, useSending, wanted } from '@jetway/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/index.ts';

export function useListingRules(worldId: string) {
  const api = useApi();
  return usePaged({
    queryKey: ['listing-rules', worldId],
    fetchPage: (query, signal) => wanted(api.listListingRules({ params: { worldId }, query }, { signal }), 200),
  });
}

/** What is on sale is looked at again with each rule that comes or goes. */
function useChanged(worldId: string): () => void {
  const client = useQueryClient();
  return () => {
    for (const queryKey of [['listing-rules', worldId], ['skus']]) void client.invalidateQueries({ queryKey });
  };
}

export function useAddListingRule(worldId: string) {
  const api = useApi();
  return useSending({
    send: (body: NewListingRule, options) => wanted(api.createListingRule({ params: { worldId }, body }, options), 201),
    onDone: useChanged(worldId),
  });
}

export function useRemoveListingRule(worldId: string) {
  const api = useApi();
  return useSending({
    send: (ruleId: string, options) => wanted(api.removeListingRule({ params: { worldId, ruleId } }, options), 204),
    onDone: useChanged(worldId),
  });
}
