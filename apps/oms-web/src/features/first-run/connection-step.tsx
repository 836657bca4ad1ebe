/** Owns the step that connects Jet: the account is entered, kept and tried at once. */
import type { Connection } from '@jetway/oms-api';
import { FailureAlert, failureOf, Loaded } from '@jetway/ui';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import {
  AccountFields,
  AddConnectionForm,
  changeBody,
  type JetValues,
  jetErrors,
  settingsBody,
  TestResultView,
  useChangeConnection,
  useConnection,
  useTestConnection,
  valuesOf,
} from '../settings-jet/index.ts';
import { useStepDone } from './first-run.queries.ts';

/** The part of the test that signs in. */
const SECRET_STEP = 'User and secret';

interface StepProps {
  readonly onNext: () => void;
}

function AccountForm({ connection, onNext }: StepProps & { readonly connection: Connection }) {
  const form = useForm<JetValues>({ initialValues: valuesOf(connection), validate: jetErrors });
  const save = useChangeConnection(connection);
  const test = useTestConnection(connection.id);
  const stepDone = useStepDone();
  const submit = form.onSubmit((values) =>
    save.mutate(
      { body: changeBody(values), version: connection.version },
      {
        onSuccess: () => {
          stepDone();
          test.mutate({ baseUrl: values.baseUrl.trim(), settings: settingsBody(values) });
        },
      },
    ),
  );
  const failure = failureOf(save.error) ?? failureOf(test.error);
  const isSecretWrong = test.data?.steps.some(({ name, ok }) => !ok && name === SECRET_STEP) === true;
  const works = test.data?.ok === true && !test.isPending;
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <AccountFields form={form} connection={connection} errorOf={(field) => form.errors[field]} disabled={false} />
        {failure !== undefined && <FailureAlert failure={failure} />}
        {test.data !== undefined && !test.isPending && <TestResultView result={test.data} />}
        {isSecretWrong && !test.isPending && (
          <Text size="sm">
            Mostly a secret was copied without its end, or belongs to the other set of keys: those marked LIVE and those
            marked TEST are not the same. Paste both anew from the API page of the partner portal.
          </Text>
        )}
        <Group justify="flex-end">
          {!works && connection.settings.jet_api_secret_set && (
            <Button variant="subtle" onClick={onNext}>
              Go on without a test
            </Button>
          )}
          <Button type="submit" variant={works ? 'default' : 'filled'} loading={save.isPending || test.isPending}>
            Save and test
          </Button>
          {works && <Button onClick={onNext}>Go on</Button>}
        </Group>
      </Stack>
    </form>
  );
}

function KnownConnection({ connectionId, onNext }: StepProps & { readonly connectionId: string }) {
  const { data, error, refetch } = useConnection(connectionId);
  return (
    <Loaded data={data} failure={failureOf(error)} onRetry={() => void refetch()}>
      {(connection) => <AccountForm connection={connection} onNext={onNext} />}
    </Loaded>
  );
}

export function ConnectionStep({ connectionId, onNext }: StepProps & { readonly connectionId: string | null }) {
  const stepDone = useStepDone();
  return connectionId === null ? (
    <AddConnectionForm onAdded={stepDone} />
  ) : (
    <KnownConnection connectionId={connectionId} onNext={onNext} />
  );
}
