/** Owns asking for the commission rules of a world, adding and removing them. */
import type { NewCommissionRule } from '@jetway/marketplace-api';
import { usePaged, useSending, wanted } from '@jetway/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/index.ts';

export function useCommissionRules(worldId: string) {
  const api = useApi();
  return usePaged({
    queryKey: ['commission-rules', worldId],
    fetchPage: (query, signal) => wanted(api.listCommissionRules({ params: { worldId }, query }, { signal }), 200),
  });
}

function useChanged(worldId: string): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: ['commission-rules', worldId] });
}

export function useAddCommissionRule(worldId: string) {
  const api = useApi();
  return useSending({
    send: (body: NewCommissionRule, options) =>
      wanted(api.addCommissionRule({ params: { worldId }, body }, options), 201),
    onDone: useChanged(worldId),
  });
}

export function useRemoveCommissionRule(worldId: string) {
  const api = useApi();
  return useSending({
    send: (ruleId: string, options) => wanted(api.removeCommissionRule({ params: { worldId, ruleId } }, options), 204),
    onDone: useChanged(worldId),
  });
}
