/** What the pages of a world's rules share. */
export { type RuleFormProps, type RuleFormRules, useRuleForm } from './use-rule-form.ts';
export { Whom, WorldRules } from './world-rules.tsx';
