/** Owns adding a connection: which channel, its name, and where the channel has one, its address. */
import type { ChannelInfo, Connection } from '@jetway/oms-api';
import { FailureAlert, failureOf, Loaded, LoadingLines } from '@jetway/ui';
import { Badge, Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { isBaseUrl } from './channel-form.ts';
import { useChannels, useCreateConnection } from './channels.queries.ts';

interface ChoiceProps {
  readonly channels: readonly ChannelInfo[];
  readonly value: string;
  readonly onChange: (kind: string) => void;
}

function ChannelChoice({ channels, value, onChange }: ChoiceProps) {
  return (
    <Radio.Group label="Channel" value={value} onChange={onChange}>
      <Stack gap="xs" mt={4}>
        {channels.map(({ kind, name, description, unavailable }) => (
          <Radio.Card key={kind} value={kind} p="sm" radius="md" disabled={unavailable !== null}>
            <Group wrap="nowrap" align="flex-start">
              <Radio.Indicator mt={2} disabled={unavailable !== null} />
              <div>
                <Text size="sm" fw={600} component="div">
                  {name} {unavailable !== null && <Badge color="gray">not here</Badge>}
                </Text>
                <Text size="sm" c="dimmed">
                  {unavailable ?? description}
                </Text>
              </div>
            </Group>
          </Radio.Card>
        ))}
      </Stack>
    </Radio.Group>
  );
}

export interface AddConnectionFormProps {
  readonly onAdded: (connection: Connection) => void;
  /** Absent: there is no way out by the form's own button. */
  readonly onCancel?: () => void;
}

interface AddFormProps extends AddConnectionFormProps {
  readonly channels: readonly ChannelInfo[];
}

function useAddForm({ channels, onAdded }: AddFormProps) {
  const create = useCreateConnection();
  const first = channels.find(({ unavailable }) => unavailable === null);
  const addressOf = (kind: string) => channels.find((channel) => channel.kind === kind)?.address ?? null;
  const form = useForm({
    initialValues: { channel: first?.kind ?? '', name: first?.name ?? '', baseUrl: '' },
    validate: {
      name: (name) => (name.trim() === '' ? 'Enter a name' : null),
      baseUrl: (url, { channel }) =>
        addressOf(channel) === null || isBaseUrl(url.trim())
          ? null
          : 'An address such as https://merchant-api.example/api',
    },
  });
  const submit = form.onSubmit(({ channel, name, baseUrl }) =>
    create.mutate(
      { channel, name: name.trim(), ...(addressOf(channel) === null ? {} : { baseUrl: baseUrl.trim() }) },
      { onSuccess: onAdded },
    ),
  );
  /** A name that nobody typed follows the channel. */
  const choose = (kind: string) => {
    const nameOf = (of: string) => channels.find((channel) => channel.kind === of)?.name ?? '';
    const isTyped = form.values.name !== nameOf(form.values.channel);
    form.setValues({ channel: kind, ...(isTyped ? {} : { name: nameOf(kind) }) });
  };
  return { form, submit, choose, address: addressOf(form.values.channel), create };
}

function AddForm(props: AddFormProps) {
  const { form, submit, choose, address, create } = useAddForm(props);
  const failure = failureOf(create.error);
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <Text size="sm">
          A new connection only watches: it reads orders and shows what it would send. You switch it on when you have
          seen enough.
        </Text>
        {props.channels.length > 1 && (
          <ChannelChoice channels={props.channels} value={form.values.channel} onChange={choose} />
        )}
        <TextInput label="Name" required maxLength={100} data-autofocus {...form.getInputProps('name')} />
        {address !== null && (
          <TextInput
            label={address.label}
            description={address.help}
            required
            inputMode="url"
            maxLength={500}
            {...form.getInputProps('baseUrl')}
          />
        )}
        {failure !== undefined && <FailureAlert failure={failure} />}
        <Group justify="flex-end">
          {props.onCancel !== undefined && (
            <Button variant="default" onClick={props.onCancel}>
              Cancel
            </Button>
          )}
          <Button type="submit" loading={create.isPending}>
            Add and go on
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The form once it is known which channels there are. */
export function AddConnectionForm(props: AddConnectionFormProps) {
  const channels = useChannels();
  return (
    <Loaded
      data={channels.data}
      failure={failureOf(channels.error)}
      onRetry={() => void channels.refetch()}
      loading={<LoadingLines count={4} />}
    >
      {(found) => <AddForm channels={found} {...props} />}
    </Loaded>
  );
}

export function AddConnectionDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const navigate = useNavigate();
  const added = ({ id }: Connection) => {
    onClose();
    void navigate({ to: '/settings/channels/$connectionId', params: { connectionId: id } });
  };
  return (
    <Modal opened={opened} onClose={onClose} title="Connect a channel" closeButtonProps={{ 'aria-label': 'Close' }}>
      <AddConnectionForm onAdded={added} onCancel={onClose} />
    </Modal>
  );
}
