/** Owns adding a person to the organization. */
import { type Role, roles } from '@jetway/oms-api';
import { FailureAlert, failureOf, placeErrors } from '@jetway/ui';
import { Button, Group, Modal, PasswordInput, Radio, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { roleNames, SHORTEST_PASSWORD } from '../session/index.ts';
import { useAddMember } from './people.queries.ts';

interface Values {
  email: string;
  name: string;
  role: Role;
  password: string;
}

const refusals: Readonly<Record<string, { readonly field: keyof Values; readonly text: string }>> = {
  already_member: { field: 'email', text: 'This person is in the organization already' },
  password_required: { field: 'password', text: 'This person is new here: give a first password' },
};

export function RoleChoice({ value, onChange }: { readonly value: Role; readonly onChange: (role: Role) => void }) {
  return (
    <Radio.Group
      label="Role"
      value={value}
      onChange={(chosen) => {
        const role = roles.find((known) => known === chosen);
        if (role !== undefined) onChange(role);
      }}
    >
      <Stack gap="xs" mt={4}>
        {roles.map((role) => (
          <Radio key={role} value={role} label={roleNames[role].name} description={roleNames[role].may} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function useMemberForm(onClose: () => void) {
  const add = useAddMember();
  const form = useForm<Values>({
    initialValues: { email: '', name: '', role: 'warehouse', password: '' },
    validate: {
      email: (email) => (/^[^@\s]+@[^@\s]+$/.test(email.trim()) ? null : 'Enter an email address'),
      name: (name) => (name.trim() === '' ? 'Enter a name' : null),
      password: (password) =>
        password === '' || password.length >= SHORTEST_PASSWORD ? null : `Use at least ${SHORTEST_PASSWORD} characters`,
    },
  });
  const failure = failureOf(add.error);
  const refusal = refusals[failure?.code ?? ''];
  const told = placeErrors(refusal === undefined ? failure : undefined, (field) => Object.hasOwn(form.values, field));
  const submit = form.onSubmit(({ email, name, role, password }) =>
    add.mutate(
      { email: email.trim(), name: name.trim(), role, ...(password === '' ? {} : { password }) },
      {
        onSuccess: (member) => {
          notifications.show({ message: `${member.name} was added.`, color: 'green' });
          onClose();
        },
      },
    ),
  );
  const errorOf = (field: keyof Values) =>
    form.errors[field] ?? (refusal?.field === field ? refusal.text : told.byField[field]);
  return { form, submit, errorOf, failure: told.rest, busy: add.isPending };
}

function MemberForm({ onClose }: { readonly onClose: () => void }) {
  const { form, submit, errorOf, failure, busy } = useMemberForm(onClose);
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <TextInput
          label="Email"
          type="email"
          required
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('email')}
          error={errorOf('email')}
        />
        <TextInput
          label="Name"
          required
          maxLength={100}
          autoComplete="off"
          {...form.getInputProps('name')}
          error={errorOf('name')}
        />
        <PasswordInput
          label="First password"
          description="For a person who is new here; tell it to them, they can change it. Whoever signs in already keeps theirs."
          autoComplete="new-password"
          {...form.getInputProps('password')}
          error={errorOf('password')}
        />
        <RoleChoice value={form.values.role} onChange={(role) => form.setFieldValue('role', role)} />
        {failure !== undefined && <FailureAlert failure={failure} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Add person
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function AddMemberDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Add a person" closeButtonProps={{ 'aria-label': 'Close' }}>
      <MemberForm onClose={onClose} />
    </Modal>
  );
}
