/** Owns adding a connection to Jet. */
import type { Connection } from '@jetway/oms-api';
import { FailureAlert, failureOf } from '@jetway/ui';
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { useCreateConnection } from './jet.queries.ts';
import { isBaseUrl } from './jet-form.ts';

export interface AddConnectionFormProps {
  readonly onAdded: (connection: Connection) => void;
  /** Absent: there is no way out by the form's own button. */
  readonly onCancel?: () => void;
}

export function AddConnectionForm({ onAdded, onCancel }: AddConnectionFormProps) {
  const create = useCreateConnection();
  const failure = failureOf(create.error);
  const form = useForm({
    initialValues: { name: 'Jet', baseUrl: '' },
    validate: {
      name: (name) => (name.trim() === '' ? 'Enter a name' : null),
      baseUrl: (url) => (isBaseUrl(url.trim()) ? null : 'An address such as https://merchant-api.example/api'),
    },
  });
  const submit = form.onSubmit(({ name, baseUrl }) =>
    create.mutate({ name: name.trim(), baseUrl: baseUrl.trim() }, { onSuccess: onAdded }),
  );
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <Text size="sm">
          A new connection only watches: it reads orders and shows what it would send. You switch it on when you have
          seen enough.
        </Text>
        <TextInput label="Name" required maxLength={100} data-autofocus {...form.getInputProps('name')} />
        <TextInput
          label="Base address"
          description="Where the merchant API answers, up to and with /api."
          required
          inputMode="url"
          maxLength={500}
          {...form.getInputProps('baseUrl')}
        />
        {failure !== undefined && <FailureAlert failure={failure} />}
        <Group justify="flex-end">
          {onCancel !== undefined && (
            <Button variant="default" onClick={onCancel}>
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

export function AddConnectionDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const navigate = useNavigate();
  const added = ({ id }: Connection) => {
    onClose();
    void navigate({ to: '/settings/jet/$connectionId', params: { connectionId: id } });
  };
  return (
    <Modal opened={opened} onClose={onClose} title="Connect Jet" closeButtonProps={{ 'aria-label': 'Close' }}>
      <AddConnectionForm onAdded={added} onCancel={onClose} />
    </Modal>
  );
}
