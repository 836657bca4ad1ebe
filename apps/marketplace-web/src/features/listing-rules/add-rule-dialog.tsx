/** Owns the dialog in which something is forbidden to be sold. */
import type { NewListingRule } from '@jetway/marketplace-api';
import { Modal, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { DialogForm } from '../../parts/dialog-form.tsx';
import { AccountOfWorldSelect } from '../accounts/index.ts';
import { BrowseNodeSelect } from '../taxonomies/index.ts';
import { type RuleFormProps, type RuleFormRules, useRuleForm } from '../world-rules/index.ts';
import { useAddListingRule } from './listing-rules.queries.ts';
import {
  checkRule,
  effects,
  effectWords,
  inputOf,
  isField,
  newRule,
  type RuleErrors,
  type RuleValues,
} from './listing-rules.ts';

const rules: RuleFormRules<RuleValues, NewListingRule, RuleErrors> = {
  first: newRule,
  check: checkRule,
  inputOf,
  isField,
  errorsOf: (byPlace) => byPlace,
  done: 'The rule holds; what is on sale is looked at again.',
};

interface FormState {
  readonly values: RuleValues;
  readonly errors: RuleErrors;
  readonly change: (part: Partial<RuleValues>) => void;
}

function EffectChoice({ values, change }: Pick<FormState, 'values' | 'change'>) {
  return (
    <Radio.Group
      label="What follows"
      value={values.effect}
      onChange={(value) => {
        const effect = effects.find((one) => one === value);
        if (effect !== undefined) change({ effect });
      }}
    >
      <Stack gap="xs" mt={6}>
        {effects.map((effect) => (
          <Radio
            key={effect}
            value={effect}
            label={effectWords[effect].name}
            description={effectWords[effect].means}
            {...(values.effect === effect ? { 'data-autofocus': true } : {})}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

type FieldsProps = FormState & { readonly worldId: string };

function SubjectFields({ worldId, values, errors, change }: FieldsProps) {
  return (
    <>
      <AccountOfWorldSelect
        worldId={worldId}
        label="Account"
        description="Empty: it meets every account of the world"
        value={values.accountId}
        error={errors.accountId}
        onChange={(accountId) => change({ accountId })}
      />
      <Text size="sm" c={errors.subject === undefined ? 'dimmed' : 'red'} role={errors.subject ? 'alert' : undefined}>
        {errors.subject ?? 'It meets what fits everything that is named below; name one at least.'}
      </Text>
      <TextInput
        label="Brand"
        description="Capitals, blanks and hyphens do not matter"
        maxLength={100}
        value={values.brand}
        error={errors.brand}
        onChange={(event) => change({ brand: event.currentTarget.value })}
      />
      <BrowseNodeSelect
        worldId={worldId}
        label="Browse node"
        description="With all browse nodes below it"
        placeholder="Part of its name"
        value={values.browseNodeId}
        error={errors.browseNodeId}
        onChange={(browseNodeId) => change({ browseNodeId })}
      />
      <TextInput
        label="SKU"
        description="Of the account, which must be chosen"
        maxLength={64}
        value={values.sku}
        error={errors.sku}
        onChange={(event) => change({ sku: event.currentTarget.value })}
      />
    </>
  );
}

function RuleFields(props: RuleFormProps) {
  const { failure, busy, submit, ...form } = useRuleForm(rules, useAddListingRule(props.worldId), props.onClose);
  return (
    <DialogForm submit="Add rule" busy={busy} failure={failure} onSubmit={submit} onCancel={props.onClose}>
      <EffectChoice {...form} />
      <SubjectFields worldId={props.worldId} {...form} />
      <Textarea
        label="Reason"
        description="For operators"
        autosize
        minRows={2}
        maxLength={500}
        value={form.values.reason}
        error={form.errors.reason}
        onChange={(event) => form.change({ reason: event.currentTarget.value })}
      />
    </DialogForm>
  );
}

export function AddListingRuleDialog({ opened, ...form }: RuleFormProps & { readonly opened: boolean }) {
  return (
    <Modal opened={opened} onClose={form.onClose} title="Forbid something to be sold">
      <RuleFields {...form} />
    </Modal>
  );
}
