/** Owns the form of a connection: save with the version it was read in, test with what is typed. */
import type { ChannelInfo, ChannelSetting, Connection } from '@jetway/oms-api';
import { FailureAlert, failureOf, placeErrors, Section } from '@jetway/ui';
import { Alert, Button, Grid, Group, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { IconPlugConnected } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../session/index.ts';
import { type ConnectionValues, changeBody, formErrors, settingGroups, triedBody, valuesOf } from './channel-form.ts';
import { useChangeConnection, useTestConnection } from './channels.queries.ts';
import { AddressField, type FieldsProps, ScheduleFields, SettingField } from './setting-fields.tsx';
import { TestResultView } from './test-result.tsx';

interface FormProps {
  readonly connection: Connection;
  readonly channel: ChannelInfo;
}

/** Which field of the form a place of the API's refusal means; undefined when there is none such. */
const isField = (field: string, values: ConnectionValues): boolean =>
  Object.hasOwn(values, field) || Object.hasOwn(values.settings, field.replace(/^settings\./, ''));

function useConnectionForm({ connection, channel }: FormProps) {
  // The version that the values on screen come from: another person's save must not be overwritten unseen.
  const [read, setRead] = useState(connection);
  const form = useForm<ConnectionValues>({
    initialValues: valuesOf(read, channel),
    validate: (values) => formErrors(values, channel),
  });
  const save = useChangeConnection(connection);
  const failure = failureOf(save.error);
  const own: Readonly<Record<string, { field: string; text: string }>> = {
    name_taken: { field: 'name', text: 'Another connection has this name' },
    bad_address: { field: 'baseUrl', text: failure?.detail ?? 'This address cannot be used' },
  };
  const refusal = own[failure?.code ?? ''];
  const told = placeErrors(refusal === undefined ? failure : undefined, (field) => isField(field, form.values));
  const take = (fresh: Connection) => {
    setRead(fresh);
    const values = valuesOf(fresh, channel);
    form.setInitialValues(values);
    form.setValues(values);
    form.resetDirty(values);
  };
  const submit = form.onSubmit((values) =>
    save.mutate(
      { body: changeBody(values, channel), version: read.version },
      {
        onSuccess: (fresh) => {
          take(fresh);
          notifications.show({ message: 'Settings saved.', color: 'green' });
        },
      },
    ),
  );
  return {
    form,
    submit,
    save,
    take,
    failure: told.rest,
    isStale: failure?.code === 'changed_meanwhile',
    changedMeanwhile: connection.version > read.version && !save.isPending,
    errorOf: (field: string) => form.errors[field] ?? (refusal?.field === field ? refusal.text : told.byField[field]),
  };
}

type OpenForm = ReturnType<typeof useConnectionForm>;

function Conflict({ open, connection }: { readonly open: OpenForm; readonly connection: Connection }) {
  const client = useQueryClient();
  if (!open.isStale && !(open.changedMeanwhile && open.form.isDirty())) return null;
  return (
    <Alert color="orange" role="alert" title="Somebody else changed these settings meanwhile">
      <Stack gap="xs">
        <Text size="sm">What you typed was not saved. Load the present settings, then change them again.</Text>
        <Button
          size="xs"
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => {
            open.save.reset();
            void client.invalidateQueries({ queryKey: ['connections'] }).then(() => {
              open.take(client.getQueryData<Connection>(['connections', connection.id]) ?? connection);
            });
          }}
        >
          Load the present settings
        </Button>
      </Stack>
    </Alert>
  );
}

function TestPart({ open, connection, channel }: FormProps & { readonly open: OpenForm }) {
  const test = useTestConnection(connection.id);
  const failure = failureOf(test.error);
  const { values } = open.form;
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <Button
          variant="default"
          leftSection={<IconPlugConnected size={16} aria-hidden />}
          loading={test.isPending}
          onClick={() => test.mutate(triedBody(values, channel))}
        >
          Test connection
        </Button>
        <Text size="xs" c="dimmed">
          Tries what is typed here, saved or not. Nothing is changed.
        </Text>
      </Group>
      {failure !== undefined && <FailureAlert failure={failure} />}
      {test.data !== undefined && !test.isPending && <TestResultView result={test.data} />}
    </Stack>
  );
}

interface GroupProps extends FormProps {
  readonly fields: FieldsProps;
  readonly group: ReturnType<typeof settingGroups>[number];
}

/** A group of the channel's settings. */
function SettingGroup({ connection, fields, group }: Omit<GroupProps, 'channel'>) {
  return group.settings.map((setting) => (
    <SettingField key={setting.key} {...fields} setting={setting} connection={connection} />
  ));
}

/** Who we are there, then where that is, then what we go by here. */
function AccountGroup({ channel, group, ...rest }: GroupProps) {
  const isOurs = ({ part }: ChannelSetting): boolean => part !== null;
  return (
    <>
      <SettingGroup {...rest} group={{ ...group, settings: group.settings.filter((one) => !isOurs(one)) }} />
      {channel.address !== null && <AddressField {...rest.fields} address={channel.address} />}
      <SettingGroup {...rest} group={{ ...group, settings: group.settings.filter(isOurs) }} />
    </>
  );
}

export function ConnectionForm({ connection, channel }: FormProps) {
  const open = useConnectionForm({ connection, channel });
  const may = useMay();
  const disabled = !may('changeConnection');
  const { form, errorOf } = open;
  const fields = { form, errorOf, disabled };
  const [first, ...others] = settingGroups(channel);
  return (
    <form noValidate onSubmit={open.submit}>
      <Stack>
        <Grid gap="md">
          <Grid.Col span={{ base: 12, md: 6 }}>
            {first !== undefined && (
              <Section title={first.title}>
                <Stack>
                  <AccountGroup connection={connection} channel={channel} fields={fields} group={first} />
                  {may('testConnection') && <TestPart open={open} connection={connection} channel={channel} />}
                </Stack>
              </Section>
            )}
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 6 }}>
            <Stack>
              {others.map((group) => (
                <Section key={group.title} title={group.title}>
                  <Stack>
                    <SettingGroup connection={connection} fields={fields} group={group} />
                  </Stack>
                </Section>
              ))}
              <Section title="How">
                <ScheduleFields {...fields} />
              </Section>
            </Stack>
          </Grid.Col>
        </Grid>
        <Conflict open={open} connection={connection} />
        {open.failure !== undefined && !open.isStale && <FailureAlert failure={open.failure} />}
        {disabled ? (
          <Text size="sm" c="dimmed">
            Only an admin can change these settings.
          </Text>
        ) : (
          <Group justify="flex-end">
            {form.isDirty() && (
              <Button variant="default" onClick={() => form.reset()}>
                Undo changes
              </Button>
            )}
            <Button type="submit" loading={open.save.isPending} disabled={!form.isDirty()}>
              Save
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}
