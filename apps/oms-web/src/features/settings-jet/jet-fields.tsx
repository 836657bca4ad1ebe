/** Owns the fields of a Jet connection: the six settings under the names sellers know, and ours. */
import type { Connection } from '@jetway/oms-api';
import { StatusChip } from '@jetway/ui';
import { Group, NativeSelect, NumberInput, PasswordInput, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import { isPolicy, type JetValues, policyWords } from './jet-form.ts';

export interface JetFieldsProps {
  readonly form: UseFormReturnType<JetValues>;
  readonly connection: Connection;
  readonly errorOf: (field: keyof JetValues) => ReactNode;
  readonly disabled: boolean;
}

export function AccountFields({ form, connection, errorOf, disabled }: JetFieldsProps) {
  const isSet = connection.settings.jet_api_secret_set;
  return (
    <Stack>
      <TextInput
        label="jet_api_user"
        description="The API user of your account, from the start page of the partner portal."
        autoComplete="off"
        maxLength={200}
        disabled={disabled}
        {...form.getInputProps('jet_api_user')}
        error={errorOf('jet_api_user')}
      />
      <PasswordInput
        label={
          <Group gap={6} component="span">
            jet_api_secret
            <StatusChip tone={isSet ? 'success' : 'warning'}>{isSet ? 'set' : 'not set'}</StatusChip>
          </Group>
        }
        description="The secret that belongs to the user. It is kept encrypted and never shown again; type a new one to replace it."
        placeholder={isSet ? 'Unchanged' : 'Paste the secret'}
        autoComplete="new-password"
        maxLength={500}
        disabled={disabled}
        {...form.getInputProps('jet_api_secret')}
        error={errorOf('jet_api_secret')}
      />
      <TextInput
        label="Base address"
        description="Where the merchant API answers, up to and with /api."
        inputMode="url"
        maxLength={500}
        disabled={disabled}
        {...form.getInputProps('baseUrl')}
        error={errorOf('baseUrl')}
      />
      <TextInput
        label="jet_fulfillment_node_id"
        description="The node your orders ship from, from Fulfillment in the partner portal. Further nodes are given to locations."
        maxLength={100}
        disabled={disabled}
        {...form.getInputProps('jet_fulfillment_node_id')}
        error={errorOf('jet_fulfillment_node_id')}
      />
    </Stack>
  );
}

export function WorkFields({ form, disabled }: Pick<JetFieldsProps, 'form' | 'disabled'>) {
  return (
    <Stack>
      <Switch
        label="jet_pull_orders"
        description="Read the orders that are ready, by schedule."
        disabled={disabled}
        {...form.getInputProps('jet_pull_orders', { type: 'checkbox' })}
      />
      <Switch
        label="jet_send_tracking_numbers"
        description="Tell the channel of shipments with their tracking numbers. Off: shipments are kept here and wait."
        disabled={disabled}
        {...form.getInputProps('jet_send_tracking_numbers', { type: 'checkbox' })}
      />
      <Switch
        label="jet_soj_enabled"
        description="Sell on Jet: send the available stock of your SKUs, within seconds of each change."
        disabled={disabled}
        {...form.getInputProps('jet_soj_enabled', { type: 'checkbox' })}
      />
    </Stack>
  );
}

export function ScheduleFields({ form, errorOf, disabled }: Omit<JetFieldsProps, 'connection'>) {
  return (
    <Stack>
      <TextInput
        label="Name"
        description="How this connection is called in lists."
        maxLength={100}
        disabled={disabled}
        {...form.getInputProps('name')}
        error={errorOf('name')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NumberInput
          label="Read orders every"
          suffix=" s"
          min={5}
          max={86_400}
          allowDecimal={false}
          disabled={disabled}
          {...form.getInputProps('pullEverySeconds')}
          error={errorOf('pullEverySeconds')}
        />
        <NumberInput
          label="Acknowledge within"
          suffix=" h"
          min={1}
          max={720}
          allowDecimal={false}
          disabled={disabled}
          {...form.getInputProps('acknowledgeWithinHours')}
          error={errorOf('acknowledgeWithinHours')}
        />
      </SimpleGrid>
      <NativeSelect
        label="When an order arrives"
        disabled={disabled}
        value={form.values.acknowledgePolicy}
        onChange={(event) => {
          const { value } = event.currentTarget;
          if (isPolicy(value)) form.setFieldValue('acknowledgePolicy', value);
        }}
        data={Object.entries(policyWords).map(([value, label]) => ({ value, label }))}
      />
    </Stack>
  );
}
