/** Owns the form of a Jet connection: save with the version it was read in, test with what is typed. */
import type { Connection } from '@jetway/oms-api';
import { FailureAlert, failureOf, placeErrors, Section } from '@jetway/ui';
import { Alert, Button, Grid, Group, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { IconPlugConnected } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../session/index.ts';
import { useChangeConnection, useTestConnection } from './jet.queries.ts';
import { AccountFields, ScheduleFields, WorkFields } from './jet-fields.tsx';
import { changeBody, type JetValues, jetErrors, settingsBody, valuesOf } from './jet-form.ts';
import { TestResultView } from './test-result.tsx';

/** "settings.jet_api_user" and "jet_api_user" are one field on screen. */
const shownField = (field: string): string => field.replace(/^settings\./, '');

function useJetForm(connection: Connection) {
  // The version that the values on screen come from: another person's save must not be overwritten unseen.
  const [read, setRead] = useState(connection);
  const form = useForm<JetValues>({ initialValues: valuesOf(read), validate: jetErrors });
  const save = useChangeConnection(connection);
  const failure = failureOf(save.error);
  const shown = failure && {
    ...failure,
    places: (failure.places ?? []).map((place) => ({ ...place, path: place.path.replace(/settings[/.]/, '') })),
  };
  const own: Readonly<Record<string, { field: string; text: string }>> = {
    name_taken: { field: 'name', text: 'Another connection has this name' },
    bad_address: { field: 'baseUrl', text: failure?.detail ?? 'This address cannot be used' },
  };
  const refusal = own[failure?.code ?? ''];
  const told = placeErrors(refusal === undefined ? shown : undefined, (field) =>
    Object.hasOwn(form.values, shownField(field)),
  );
  const take = (fresh: Connection) => {
    setRead(fresh);
    const values = valuesOf(fresh);
    form.setInitialValues(values);
    form.setValues(values);
    form.resetDirty(values);
  };
  const submit = form.onSubmit((values) =>
    save.mutate(
      { body: changeBody(values), version: read.version },
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
    errorOf: (field: keyof JetValues) =>
      form.errors[field] ?? (refusal?.field === field ? refusal.text : told.byField[field]),
  };
}

type JetForm = ReturnType<typeof useJetForm>;

function Conflict({ jet, connection }: { readonly jet: JetForm; readonly connection: Connection }) {
  const client = useQueryClient();
  if (!jet.isStale && !(jet.changedMeanwhile && jet.form.isDirty())) return null;
  return (
    <Alert color="orange" role="alert" title="Somebody else changed these settings meanwhile">
      <Stack gap="xs">
        <Text size="sm">What you typed was not saved. Load the present settings, then change them again.</Text>
        <Button
          size="xs"
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => {
            jet.save.reset();
            void client.invalidateQueries({ queryKey: ['connections'] }).then(() => {
              jet.take(client.getQueryData<Connection>(['connections', connection.id]) ?? connection);
            });
          }}
        >
          Load the present settings
        </Button>
      </Stack>
    </Alert>
  );
}

function TestPart({ jet, connection }: { readonly jet: JetForm; readonly connection: Connection }) {
  const test = useTestConnection(connection.id);
  const failure = failureOf(test.error);
  const { values } = jet.form;
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <Button
          variant="default"
          leftSection={<IconPlugConnected size={16} aria-hidden />}
          loading={test.isPending}
          onClick={() => test.mutate({ baseUrl: values.baseUrl.trim(), settings: settingsBody(values) })}
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

export function JetConnectionForm({ connection }: { readonly connection: Connection }) {
  const jet = useJetForm(connection);
  const may = useMay();
  const disabled = !may('changeConnection');
  const { form, errorOf } = jet;
  return (
    <form noValidate onSubmit={jet.submit}>
      <Stack>
        <Grid gap="md">
          <Grid.Col span={{ base: 12, md: 6 }}>
            <Section title="Account">
              <Stack>
                <AccountFields form={form} connection={connection} errorOf={errorOf} disabled={disabled} />
                {may('testConnection') && <TestPart jet={jet} connection={connection} />}
              </Stack>
            </Section>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 6 }}>
            <Stack>
              <Section title="What it does">
                <WorkFields form={form} disabled={disabled} />
              </Section>
              <Section title="How">
                <ScheduleFields form={form} errorOf={errorOf} disabled={disabled} />
              </Section>
            </Stack>
          </Grid.Col>
        </Grid>
        <Conflict jet={jet} connection={connection} />
        {jet.failure !== undefined && !jet.isStale && <FailureAlert failure={jet.failure} />}
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
            <Button type="submit" loading={jet.save.isPending} disabled={!form.isDirty()}>
              Save
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}
