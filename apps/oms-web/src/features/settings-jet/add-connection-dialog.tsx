/** Owns adding a connection to Jet. */
import { FailureAlert, failureOf } from '@jetway/ui';
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { useCreateConnection } from './jet.queries.ts';
import { isBaseUrl } from './jet-form.ts';

function AddForm({ onClose }: { readonly onClose: () => void }) {
  const create = useCreateConnection();
  const navigate = useNavigate();
  const failure = failureOf(create.error);
  const form = useForm({
    initialValues: { name: 'Jet', baseUrl: '' },
    validate: {
      name: (name) => (name.trim() === '' ? 'Enter a name' : null),
      baseUrl: (url) => (isBaseUrl(url.trim()) ? null : 'An address such as https://merchant-api.example/api'),
    },
  });
  const submit = form.onSubmit(({ name, baseUrl }) =>
    create.mutate(
      { name: name.trim(), baseUrl: baseUrl.trim() },
      {
        onSuccess: ({ id }) => {
          onClose();
          void navigate({ to: '/settings/jet/$connectionId', params: { connectionId: id } });
        },
      },
    ),
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
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Add and go on
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function AddConnectionDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Connect Jet" closeButtonProps={{ 'aria-label': 'Close' }}>
      <AddForm onClose={onClose} />
    </Modal>
  );
}
