/** Owns adding, changing and removing a rule for stock, with what it would show. */
import type { StockRule } from '@jetway/oms-api';
import { FailureAlert, failureOf, useLast } from '@jetway/ui';
import { Button, Group, Modal, NumberInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { RulePreview } from './rule-preview.tsx';
import { useChangeRule, useCreateRule, useRemoveRule } from './stock-rules.queries.ts';
import { emptyRule, type RuleScope, type RuleValues } from './stock-rules.ts';

export interface RuleTarget {
  readonly scope: RuleScope;
  /** Whom it is for, in words. */
  readonly name: string;
  /** The rule there is; absent: a new one. */
  readonly rule: StockRule | undefined;
}

interface RuleProps {
  readonly target: RuleTarget;
  readonly onClose: () => void;
}

interface FieldsProps {
  readonly values: RuleValues;
  readonly change: (part: Partial<RuleValues>) => void;
}

const numberOf = (typed: string | number): number => Math.max(0, Math.trunc(Number(typed) || 0));

function Fields({ values, change }: FieldsProps) {
  const whole = { min: 0, max: 1_000_000, allowDecimal: false, allowNegative: false, clampBehavior: 'strict' } as const;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <NumberInput
        {...whole}
        label="Units held back"
        description="Never shown"
        data-autofocus
        value={values.heldBack}
        onChange={(typed) => change({ heldBack: numberOf(typed) })}
      />
      <NumberInput
        {...whole}
        max={100}
        suffix=" %"
        label="Percent held back"
        description="Rounded so that less is shown"
        value={values.heldBackPercent}
        onChange={(typed) => change({ heldBackPercent: numberOf(typed) })}
      />
      <NumberInput
        {...whole}
        label="Show at most"
        description="Empty: as many as there are"
        value={values.most ?? ''}
        onChange={(typed) => change({ most: typed === '' ? null : numberOf(typed) })}
      />
      <NumberInput
        {...whole}
        label="Show none at"
        description="So many available, or fewer"
        value={values.endAt}
        onChange={(typed) => change({ endAt: numberOf(typed) })}
      />
    </SimpleGrid>
  );
}

function useRuleForm({ target, onClose }: RuleProps) {
  const { rule, scope } = target;
  const [values, setValues] = useState<RuleValues>(() => ({
    heldBack: rule?.heldBack ?? emptyRule.heldBack,
    heldBackPercent: rule?.heldBackPercent ?? emptyRule.heldBackPercent,
    most: rule?.most ?? emptyRule.most,
    endAt: rule?.endAt ?? emptyRule.endAt,
  }));
  const [create, change, remove] = [useCreateRule(), useChangeRule(), useRemoveRule()];
  const done = (message: string) => ({
    onSuccess: () => {
      notifications.show({ message, color: 'green' });
      onClose();
    },
  });
  const save = () => {
    const told = done('The rule was saved. Numbers that it changes are sent within seconds.');
    if (rule === undefined) create.mutate({ skuId: scope.skuId, connectionId: scope.connectionId, ...values }, told);
    else change.mutate({ rule, body: values }, told);
  };
  return {
    values,
    setPart: (part: Partial<RuleValues>) => setValues((before) => ({ ...before, ...part })),
    save,
    remove: rule === undefined ? undefined : () => remove.mutate(rule, done('The rule was removed.')),
    removing: remove.isPending,
    saving: create.isPending || change.isPending,
    failure: failureOf(create.error ?? change.error ?? remove.error),
  };
}

function RuleForm({ target, onClose }: RuleProps) {
  const form = useRuleForm({ target, onClose });
  const client = useQueryClient();
  const { failure } = form;
  const isStale = failure?.code === 'changed_meanwhile' || failure?.code === 'rule_exists';
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.save();
      }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {target.name}. What is available is never changed by a rule, only what the channel is shown.
        </Text>
        <Fields values={form.values} change={form.setPart} />
        <RulePreview scope={target.scope} values={form.values} />
        {failure !== undefined && (
          <FailureAlert
            failure={failure}
            {...(isStale
              ? { onRetry: () => void client.invalidateQueries({ queryKey: ['stock-rules'] }).then(onClose) }
              : {})}
          />
        )}
        <Group justify="space-between">
          {form.remove === undefined ? (
            <span />
          ) : (
            <Button variant="subtle" color="red" onClick={form.remove} loading={form.removing}>
              Remove rule
            </Button>
          )}
          <Group>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={form.saving}>
              Save
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

export interface RuleDialogProps {
  /** Undefined while closed. */
  readonly target: RuleTarget | undefined;
  readonly onClose: () => void;
}

export function RuleDialog({ target, onClose }: RuleDialogProps) {
  const shown = useLast(target);
  return (
    <Modal
      opened={target !== undefined}
      onClose={onClose}
      title={shown?.rule === undefined ? 'Add a rule' : 'Change the rule'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {shown !== undefined && <RuleForm target={shown} onClose={onClose} />}
    </Modal>
  );
}
