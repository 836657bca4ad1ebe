/** Owns the fields of a connection: the settings its channel names, drawn from the channel's data, and ours. */
import type { ChannelInfo, ChannelSetting, Connection } from '@jetway/oms-api';
import { StatusChip } from '@jetway/ui';
import { Group, NativeSelect, NumberInput, PasswordInput, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import { type ConnectionValues, isPolicy, policyWords } from './channel-form.ts';

export interface FieldsProps {
  readonly form: UseFormReturnType<ConnectionValues>;
  readonly errorOf: (field: string) => ReactNode;
  readonly disabled: boolean;
}

interface SettingFieldProps extends FieldsProps {
  readonly setting: ChannelSetting;
  readonly connection: Connection;
}

function SecretField({ form, errorOf, disabled, setting, connection }: SettingFieldProps) {
  const path = `settings.${setting.key}`;
  const isSet = connection.settings[`${setting.key}_set`] === true;
  return (
    <PasswordInput
      label={
        <Group gap={6} component="span">
          {setting.label}
          <StatusChip tone={isSet ? 'success' : 'warning'}>{isSet ? 'set' : 'not set'}</StatusChip>
        </Group>
      }
      description={setting.help}
      placeholder={isSet ? 'Unchanged' : 'Paste the secret'}
      autoComplete="new-password"
      maxLength={500}
      disabled={disabled}
      {...form.getInputProps(path)}
      error={errorOf(path)}
    />
  );
}

export function SettingField(props: SettingFieldProps) {
  const { form, errorOf, disabled, setting } = props;
  const { label, help: description, kind, choices } = setting;
  const path = `settings.${setting.key}`;
  const common = { label, description, disabled };
  switch (kind) {
    case 'secret':
      return <SecretField {...props} />;
    case 'yes-no':
      return <Switch {...common} {...form.getInputProps(path, { type: 'checkbox' })} error={errorOf(path)} />;
    case 'choice':
      return <NativeSelect {...common} data={[...choices]} {...form.getInputProps(path)} error={errorOf(path)} />;
    case 'number':
      return <NumberInput {...common} {...form.getInputProps(path)} error={errorOf(path)} />;
    case 'text':
    case 'url':
    case 'folder':
      return (
        <TextInput
          {...common}
          inputMode={kind === 'url' ? 'url' : 'text'}
          autoComplete="off"
          maxLength={500}
          {...form.getInputProps(path)}
          error={errorOf(path)}
        />
      );
  }
}

export function AddressField({
  form,
  errorOf,
  disabled,
  address,
}: FieldsProps & { readonly address: NonNullable<ChannelInfo['address']> }) {
  return (
    <TextInput
      label={address.label}
      description={address.help}
      inputMode="url"
      maxLength={500}
      disabled={disabled}
      {...form.getInputProps('baseUrl')}
      error={errorOf('baseUrl')}
    />
  );
}

export function ScheduleFields({ form, errorOf, disabled }: FieldsProps) {
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
