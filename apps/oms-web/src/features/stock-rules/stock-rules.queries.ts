/** Owns asking for rules for stock, what they would show, and changing them. */
import type { StockRule } from '@jetway/oms-api';
import { allPages, useSending, wanted } from '@jetway/ui';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../api/index.ts';
import type { RuleScope, RuleValues } from './stock-rules.ts';

/** Rules of a SKU; with none, those for every SKU. */
export function useStockRules(skuId?: string) {
  const api = useApi();
  const of = skuId === undefined ? {} : { skuId };
  return useQuery({
    queryKey: ['stock-rules', of],
    queryFn: ({ signal }) =>
      allPages((page) => wanted(api.listStockRules({ query: { ...of, ...page } }, { signal }), 200)),
  });
}

/** What a rule would show; while the next answer is awaited, the last one stays. */
export function useRulePreview({ skuId, connectionId }: RuleScope, { most, ...values }: RuleValues) {
  const api = useApi();
  const query = {
    ...values,
    ...(most === null ? {} : { most }),
    ...(skuId === null ? {} : { skuId }),
    ...(connectionId === null ? {} : { connectionId }),
  };
  return useQuery({
    queryKey: ['stock-rule-preview', query],
    queryFn: ({ signal }) => wanted(api.previewStockRule({ query }, { signal }), 200),
    placeholderData: keepPreviousData,
  });
}

function useRulesChanged(): () => void {
  const client = useQueryClient();
  return () => {
    for (const name of ['stock-rules', 'stock-rule-preview', 'sku', 'inventory'])
      void client.invalidateQueries({ queryKey: [name] });
  };
}

export function useCreateRule() {
  const api = useApi();
  return useSending({
    send: (body: RuleScope & RuleValues, options) => wanted(api.createStockRule({ body }, options), 201),
    onDone: useRulesChanged(),
  });
}

const matching = ({ version }: Pick<StockRule, 'version'>) => ({ headers: { 'if-match': String(version) } });

export function useChangeRule() {
  const api = useApi();
  return useMutation({
    mutationFn: ({ rule, body }: { readonly rule: StockRule; readonly body: RuleValues }) =>
      wanted(api.changeStockRule({ params: { ruleId: rule.ruleId }, body }, matching(rule)), 200),
    onSuccess: useRulesChanged(),
  });
}

export function useRemoveRule() {
  const api = useApi();
  return useMutation({
    mutationFn: (rule: StockRule) =>
      wanted(api.removeStockRule({ params: { ruleId: rule.ruleId } }, matching(rule)), 204),
    onSuccess: useRulesChanged(),
  });
}
