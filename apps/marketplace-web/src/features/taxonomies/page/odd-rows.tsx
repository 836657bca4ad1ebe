/** Owns the rows of an import that were left out, or taken although they are odd. */
import type { OddRows } from '@jetway/marketplace-api';
import { Section, StatusChip } from '@jetway/ui';
import { Code, Group, Stack, Text } from '@mantine/core';
import classes from './plain-list.module.css';

function OddRow({ odd: { reason, count, file, example } }: { readonly odd: OddRows }) {
  return (
    <li className={classes['item']}>
      <Stack gap={4}>
        <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
          <Text size="sm" fw={600}>
            {reason}
          </Text>
          <StatusChip tone="warning">{count === 1 ? '1 row' : `${count.toLocaleString()} rows`}</StatusChip>
        </Group>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {file}, such as
        </Text>
        <Code style={{ overflowWrap: 'anywhere' }}>{example}</Code>
      </Stack>
    </li>
  );
}

export function OddRowsSection({ oddRows }: { readonly oddRows: readonly OddRows[] }) {
  if (oddRows.length === 0) return null;
  return (
    <Section title="Odd rows of the import">
      <Text size="sm" c="dimmed">
        They were left out, or taken although they are odd.
      </Text>
      <ul className={classes['list']}>
        {oddRows.map((odd) => (
          <OddRow key={`${odd.file} ${odd.reason}`} odd={odd} />
        ))}
      </ul>
    </Section>
  );
}
