/** Owns changing one's own password. */
import { FailureAlert, failureOf } from '@jetway/ui';
import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useChangePassword } from './session.queries.ts';

export const SHORTEST_PASSWORD = 10;

interface DialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

function PasswordForm({ onClose }: Pick<DialogProps, 'onClose'>) {
  const change = useChangePassword();
  const form = useForm({
    initialValues: { current: '', next: '', again: '' },
    validate: {
      current: (current) => (current === '' ? 'Enter your present password' : null),
      next: (next) => (next.length < SHORTEST_PASSWORD ? `Use at least ${SHORTEST_PASSWORD} characters` : null),
      again: (again, { next }) => (again === next ? null : 'The two are not the same'),
    },
  });
  const failure = failureOf(change.error);
  const submit = form.onSubmit(({ current, next }) =>
    change.mutate(
      { current, next },
      {
        onSuccess: () => {
          notifications.show({ message: 'Password changed. Your other sessions have ended.', color: 'green' });
          onClose();
        },
        onError: (error) => {
          if (failureOf(error)?.code === 'wrong_credentials')
            form.setFieldError('current', 'This is not your present password');
        },
      },
    ),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {failure !== undefined && failure.code !== 'wrong_credentials' && <FailureAlert failure={failure} />}
        <Text size="sm" c="dimmed">
          You stay signed in here; everywhere else you will have to sign in again.
        </Text>
        <PasswordInput
          label="Present password"
          autoComplete="current-password"
          data-autofocus
          {...form.getInputProps('current')}
        />
        <PasswordInput
          label="New password"
          description={`At least ${SHORTEST_PASSWORD} characters`}
          autoComplete="new-password"
          {...form.getInputProps('next')}
        />
        <PasswordInput label="New password again" autoComplete="new-password" {...form.getInputProps('again')} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={change.isPending}>
            Change password
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function ChangePasswordDialog({ opened, onClose }: DialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Change password" closeButtonProps={{ 'aria-label': 'Close' }}>
      <PasswordForm onClose={onClose} />
    </Modal>
  );
}
