/** Owns the dialog in which something is forbidden to be sold. */
import { FailureAlert, failureOf, placeErrors } from '@jetway/ui';
import { Button, Modal, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { DialogFooter } from '../../parts/dialog-footer.tsx';
import { AccountOfWorldSelect } from '../accounts/index.ts';
import { BrowseNodeSelect } from '../taxonomies/index.ts';
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

interface FormProps {
  readonly worldId: string;
  readonly onClose: () => void;
}

function useRuleForm({ worldId, onClose }: FormProps) {
  const add = useAddListingRule(worldId);
  const [values, setValues] = useState(newRule);
  const [tried, setTried] = useState(false);
  const wrong = checkRule(values);
  const told = placeErrors(failureOf(add.error), isField);
  const errors: RuleErrors = { ...told.byField, ...(tried ? wrong : {}) };
  const change = (part: Partial<RuleValues>) => setValues((before) => ({ ...before, ...part }));
  const submit = () => {
    setTried(true);
    if (Object.keys(wrong).length > 0) return;
    add.mutate(inputOf(values), {
      onSuccess: () => {
        notifications.show({ color: 'green', message: 'The rule holds; what is on sale is looked at again.' });
        onClose();
      },
    });
  };
  return { values, errors, change, failure: told.rest, busy: add.isPending, submit };
}

type RuleForm = ReturnType<typeof useRuleForm>;

function EffectChoice({ values, change }: Pick<RuleForm, 'values' | 'change'>) {
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

type FieldsProps = Pick<RuleForm, 'values' | 'errors' | 'change'> & { readonly worldId: string };

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

function RuleFields(props: FormProps) {
  const { failure, busy, submit, ...form } = useRuleForm(props);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack>
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
        {failure !== undefined && <FailureAlert failure={failure} />}
        <DialogFooter>
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Add rule
          </Button>
        </DialogFooter>
      </Stack>
    </form>
  );
}

export function AddListingRuleDialog({ opened, ...form }: FormProps & { readonly opened: boolean }) {
  return (
    <Modal
      opened={opened}
      onClose={form.onClose}
      title="Forbid something to be sold"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <RuleFields {...form} />
    </Modal>
  );
}
