/** Owns the step that connects a channel: the account is entered, kept and tried at once. */
import type { ChannelInfo, Connection } from '@jetway/oms-api';
import { FailureAlert, failureOf, Loaded } from '@jetway/ui';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import {
  AddConnectionForm,
  AddressField,
  type ConnectionValues,
  changeBody,
  formErrors,
  SettingField,
  TestResultView,
  triedBody,
  useChangeConnection,
  useChannels,
  useConnection,
  useTestConnection,
  valuesOf,
} from '../settings-channels/index.ts';
import { useStepDone } from './first-run.queries.ts';

/** The part of the test that signs in. */
const SECRET_STEP = 'User and secret';

interface StepProps {
  readonly onNext: () => void;
}

interface AccountProps extends StepProps {
  readonly connection: Connection;
  readonly channel: ChannelInfo;
}

/** Keeps what was typed, then tries it. */
function useAccount({ connection, channel }: AccountProps) {
  const form = useForm<ConnectionValues>({
    initialValues: valuesOf(connection, channel),
    validate: (values) => formErrors(values, channel),
  });
  const save = useChangeConnection(connection);
  const test = useTestConnection(connection.id);
  const stepDone = useStepDone();
  const submit = form.onSubmit((values) =>
    save.mutate(
      { body: changeBody(values, channel), version: connection.version },
      {
        onSuccess: () => {
          stepDone();
          test.mutate(triedBody(values, channel));
        },
      },
    ),
  );
  return { form, save, test, submit };
}

function AccountForm(props: AccountProps) {
  const { connection, channel, onNext } = props;
  const { form, save, test, submit } = useAccount(props);
  const failure = failureOf(save.error) ?? failureOf(test.error);
  const isSecretWrong = test.data?.steps.some(({ name, ok }) => !ok && name === SECRET_STEP) === true;
  const works = test.data?.ok === true && !test.isPending;
  const fields = { form, errorOf: (field: string) => form.errors[field], disabled: false };
  // Switches have good defaults, and are found again in the settings.
  const asked = channel.settings.filter(({ kind }) => kind !== 'yes-no');
  const isKept = asked.every(({ key, kind }) => kind !== 'secret' || connection.settings[`${key}_set`] === true);
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        {channel.address !== null && <AddressField {...fields} address={channel.address} />}
        {asked.map((setting) => (
          <SettingField key={setting.key} {...fields} setting={setting} connection={connection} />
        ))}
        {failure !== undefined && <FailureAlert failure={failure} />}
        {test.data !== undefined && !test.isPending && <TestResultView result={test.data} />}
        {isSecretWrong && !test.isPending && (
          <Text size="sm">
            Mostly a secret was copied without its end, or belongs to the other set of keys: those marked LIVE and those
            marked TEST are not the same. Paste both anew from the API page of the partner portal.
          </Text>
        )}
        <Group justify="flex-end">
          {!works && isKept && (
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
  const channels = useChannels();
  const channel = channels.data?.find(({ kind }) => kind === data?.channel);
  return (
    <Loaded
      data={data && channel && { connection: data, channel }}
      failure={failureOf(error) ?? failureOf(channels.error)}
      onRetry={() => void Promise.all([refetch(), channels.refetch()])}
    >
      {(known) => <AccountForm {...known} onNext={onNext} />}
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
