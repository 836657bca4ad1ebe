/** Owns showing an account's credentials this once. */
import { CopyButton } from '@jetway/ui';
import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { KindChip } from '../../parts/kind-chip.tsx';
import { Note } from '../../parts/note.tsx';

export interface Credentials {
  readonly kind: 'live' | 'test';
  readonly apiUser: string;
  readonly apiSecret: string;
}

function Line({ label, text, copied }: { readonly label: string; readonly text: string; readonly copied: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Group wrap="nowrap" gap={4}>
        <Code style={{ flex: 1, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap', padding: '4px 8px' }}>{text}</Code>
        <CopyButton text={text} label={copied} />
      </Group>
    </div>
  );
}

export interface SecretsShownProps {
  readonly credentials: readonly Credentials[];
  readonly onClose: () => void;
}

export function SecretsShown({ credentials, onClose }: SecretsShownProps) {
  const isOne = credentials.length === 1;
  return (
    <Stack>
      <Note
        tone="warning"
        icon={<IconEyeOff size={20} />}
        title={isOne ? 'Copy the secret now' : 'Copy the secrets now'}
      >
        {isOne ? 'It is shown this once' : 'They are shown this once'}: only a fingerprint is kept. Whoever loses a
        secret gives the account another.
      </Note>
      {credentials.map(({ kind, apiUser, apiSecret }) => (
        <Stack key={kind} gap={6} role="group" aria-label={`${kind} account`}>
          <div>
            <KindChip kind={kind} />
          </div>
          <Line label="API user" text={apiUser} copied={`${kind} API user`} />
          <Line label="Secret" text={apiSecret} copied={`${kind} secret`} />
        </Stack>
      ))}
      <Line
        label={isOne ? 'API address' : 'API address, for both'}
        text={`${location.origin}/api`}
        copied="API address"
      />
      <Group justify="flex-end">
        <Button onClick={onClose}>I have copied {isOne ? 'it' : 'them'}</Button>
      </Group>
    </Stack>
  );
}
