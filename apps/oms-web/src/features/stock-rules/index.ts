/** Rules that lower what channels are shown of stock. */
export { RuleDialog, type RuleTarget } from './rule-dialog.tsx';
export { useStockRules } from './stock-rules.queries.ts';
export { ruleScopeName, ruleSentence } from './stock-rules.ts';
