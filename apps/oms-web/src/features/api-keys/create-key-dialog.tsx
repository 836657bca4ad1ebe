/** Owns making an API key, and showing it this once. */
import { type Role, roles } from '@jetway/oms-api';
import { CopyButton, FailureAlert, failureOf } from '@jetway/ui';
import { Alert, Button, Code, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { roleNames } from '../session/index.ts';
import { useCreateApiKey } from './api-keys.queries.ts';

function KeyShown({ value, onClose }: { readonly value: string; readonly onClose: () => void }) {
  return (
    <Stack>
      <Alert color="orange" title="Copy it now">
        This key is shown this once. Only its fingerprint is kept; whoever loses it makes another.
      </Alert>
      <Group wrap="nowrap" gap="xs">
        <Code block style={{ flex: 1, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {value}
        </Code>
        <CopyButton text={value} label="key" />
      </Group>
      <Group justify="flex-end">
        <Button onClick={onClose}>I have copied it</Button>
      </Group>
    </Stack>
  );
}

function KeyForm({ onMade, onClose }: { readonly onMade: (key: string) => void; readonly onClose: () => void }) {
  const create = useCreateApiKey();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('read-only');
  const [tried, setTried] = useState(false);
  const failure = failureOf(create.error);
  const isNamed = name.trim() !== '';
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isNamed) create.mutate({ name: name.trim(), role }, { onSuccess: ({ key }) => onMade(key) });
      }}
    >
      <Stack>
        <TextInput
          label="Name"
          description="What will use it, for instance “warehouse scanner”"
          required
          maxLength={100}
          data-autofocus
          value={name}
          error={tried && !isNamed ? 'Enter a name' : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label="Role"
          description={roleNames[role].may}
          value={role}
          data={roles.map((value) => ({ value, label: roleNames[value].name }))}
          onChange={(event) => {
            const chosen = roles.find((known) => known === event.currentTarget.value);
            if (chosen !== undefined) setRole(chosen);
          }}
        />
        <Text size="sm" c="dimmed">
          A program sends the key as a bearer token and may do what the role may.
        </Text>
        {failure !== undefined && <FailureAlert failure={failure} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Make the key
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function KeySteps({ onClose }: { readonly onClose: () => void }) {
  const [made, setMade] = useState<string>();
  return made === undefined ? (
    <KeyForm onMade={setMade} onClose={onClose} />
  ) : (
    <KeyShown value={made} onClose={onClose} />
  );
}

export function CreateKeyDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Make an API key"
      closeOnClickOutside={false}
      closeOnEscape={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <KeySteps onClose={onClose} />
    </Modal>
  );
}
