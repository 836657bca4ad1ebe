/** Owns the dialog in which a commission rule is added. */
import { commissionKinds, type NewCommissionRule } from '@jetway/marketplace-api';
import { Modal, NativeSelect, NumberInput, SimpleGrid, Text, TextInput } from '@mantine/core';
import { DialogForm } from '../../parts/dialog-form.tsx';
import { AccountOfWorldSelect } from '../accounts/index.ts';
import { BrowseNodeSelect } from '../taxonomies/index.ts';
import { type RuleFormProps, type RuleFormRules, useRuleForm } from '../world-rules/index.ts';
import { useAddCommissionRule } from './commission-rules.queries.ts';
import {
  checkRule,
  effectText,
  errorsOf,
  inputOf,
  isField,
  kindWords,
  MOST_PRICE,
  newRule,
  type RuleErrors,
  type RuleValues,
} from './commission-rules.ts';

const rules: RuleFormRules<RuleValues, NewCommissionRule, RuleErrors> = {
  first: newRule,
  check: checkRule,
  inputOf,
  isField,
  errorsOf,
  done: 'The rule holds for orders placed from now on.',
};

interface FormState {
  readonly values: RuleValues;
  readonly errors: RuleErrors;
  readonly change: (part: Partial<RuleValues>) => void;
}

type FieldsProps = FormState & { readonly worldId: string };

const numberOf = (value: number | string): number | '' => (typeof value === 'number' ? value : '');

function RateFields({ values, errors, change }: FieldsProps) {
  return (
    <>
      <NativeSelect
        label="Kind"
        description={kindWords[values.kind].means}
        data-autofocus
        data={commissionKinds.map((value) => ({ value, label: kindWords[value].name }))}
        value={values.kind}
        onChange={(event) => {
          const kind = commissionKinds.find((one) => one === event.currentTarget.value);
          if (kind !== undefined) change({ kind });
        }}
      />
      <NumberInput
        label="Part of the price"
        description={effectText(values) ?? 'In percent, to two places'}
        required
        suffix=" %"
        decimalScale={2}
        min={values.kind === 'base' ? 0 : -100}
        max={100}
        clampBehavior="none"
        value={values.percent}
        error={errors.percent}
        onChange={(value) => change({ percent: numberOf(value) })}
      />
      <TextInput
        label="Name"
        description="The merchant reads it beside the fee"
        maxLength={100}
        value={values.name}
        error={errors.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
    </>
  );
}

function PriceInput(props: {
  readonly label: string;
  readonly description: string;
  readonly value: number | '';
  readonly error: string | undefined;
  readonly onChange: (value: number | '') => void;
}) {
  return (
    <NumberInput
      {...props}
      prefix="$"
      decimalScale={2}
      thousandSeparator=","
      allowNegative={false}
      min={0}
      max={MOST_PRICE}
      onChange={(value) => props.onChange(numberOf(value))}
    />
  );
}

function WhichSales({ worldId, values, errors, change }: FieldsProps) {
  return (
    <>
      <AccountOfWorldSelect
        worldId={worldId}
        label="Account"
        description="Empty: it holds for every account of the world"
        value={values.accountId}
        error={errors.accountId}
        onChange={(accountId) => change({ accountId })}
      />
      <BrowseNodeSelect
        worldId={worldId}
        label="Browse node"
        description="With all browse nodes below it; empty: every category"
        placeholder="Part of its name"
        value={values.browseNodeId}
        error={errors.browseNodeId}
        onChange={(browseNodeId) => change({ browseNodeId })}
      />
      <SimpleGrid cols={2} spacing="sm">
        <PriceInput
          label="Unit price from"
          description="Empty: no bound"
          value={values.minPrice}
          error={errors.minPrice}
          onChange={(minPrice) => change({ minPrice })}
        />
        <PriceInput
          label="Unit price below"
          description="Empty: no bound"
          value={values.maxPrice}
          error={errors.maxPrice}
          onChange={(maxPrice) => change({ maxPrice })}
        />
      </SimpleGrid>
    </>
  );
}

function RuleForm(props: RuleFormProps) {
  const { failure, busy, submit, ...form } = useRuleForm(rules, useAddCommissionRule(props.worldId), props.onClose);
  return (
    <DialogForm submit="Add rule" busy={busy} failure={failure} onSubmit={submit} onCancel={props.onClose}>
      <RateFields worldId={props.worldId} {...form} />
      <WhichSales worldId={props.worldId} {...form} />
      <Text size="sm" c="dimmed">
        It holds for orders placed from now on. A rule is not changed: remove it and add another.
      </Text>
    </DialogForm>
  );
}

export function AddCommissionRuleDialog({ opened, ...form }: RuleFormProps & { readonly opened: boolean }) {
  return (
    <Modal opened={opened} onClose={form.onClose} title="Add a commission rule">
      <RuleForm {...form} />
    </Modal>
  );
}
