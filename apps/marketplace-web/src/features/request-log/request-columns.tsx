/** Owns the columns of the API log, and how an entry looks on a small screen. */
import type { LoggedRequest, MerchantRoute } from '@jetway/marketplace-api';
import { type Column, StatusChip } from '@jetway/ui';
import { Group, Stack, Text } from '@mantine/core';
import { IconBug } from '@tabler/icons-react';
import { faultName } from '../faults/index.ts';
import { LogTime } from './log-time.tsx';
import { durationText, operationText, sizeText, statusTone } from './request-log.ts';

export function Status({ entry }: { readonly entry: Pick<LoggedRequest, 'status' | 'faults'> }) {
  return (
    <Group gap={4} wrap="nowrap">
      <StatusChip tone={statusTone(entry.status)}>
        <span className="jw-number">{entry.status}</span>
      </StatusChip>
      {entry.faults.length > 0 && (
        <StatusChip
          tone="accent"
          icon={<IconBug aria-hidden />}
          hint={`On purpose: ${entry.faults.map(faultName).join(', ')}`}
        >
          Fault
        </StatusChip>
      )}
    </Group>
  );
}

export function Address({ entry }: { readonly entry: Pick<LoggedRequest, 'method' | 'path'> }) {
  return (
    <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }} lineClamp={2} title={entry.path}>
      <Text span inherit fw={700}>
        {entry.method}
      </Text>{' '}
      {entry.path}
    </Text>
  );
}

function FirstError({ entry }: { readonly entry: LoggedRequest }) {
  if (entry.firstError === null) return null;
  const more = entry.errorCount - 1;
  return (
    <Text size="xs" c="var(--jw-danger-fg)" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
      {entry.firstError}
      {more > 0 && ` and ${more} more`}
    </Text>
  );
}

export const requestColumns = (routes: readonly MerchantRoute[]): Column<LoggedRequest>[] => [
  { id: 'at', header: 'Time', width: '170px', nowrap: true, cell: ({ at }) => <LogTime at={at} /> },
  {
    id: 'request',
    header: 'Request',
    cell: (entry) => (
      <Stack gap={2} miw={240}>
        <Address entry={entry} />
        <Text size="xs" c="dimmed">
          {operationText(entry.operation, routes)}
        </Text>
        <FirstError entry={entry} />
      </Stack>
    ),
  },
  { id: 'status', header: 'Status', nowrap: true, cell: (entry) => <Status entry={entry} /> },
  {
    id: 'duration',
    header: 'Took',
    align: 'right',
    nowrap: true,
    cell: ({ durationMs }) => <span className="jw-number">{durationText(durationMs)}</span>,
  },
  {
    id: 'sizes',
    header: 'Sent, answered',
    align: 'right',
    nowrap: true,
    cell: ({ requestBytes, answerBytes }) => (
      <span className="jw-number">
        {sizeText(requestBytes)}, {sizeText(answerBytes)}
      </span>
    ),
  },
];

export function RequestCard({ entry }: { readonly entry: LoggedRequest }) {
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Address entry={entry} />
        <div style={{ flex: 'none' }}>
          <Status entry={entry} />
        </div>
      </Group>
      <FirstError entry={entry} />
      <Text size="xs" c="dimmed">
        <LogTime at={entry.at} /> · {durationText(entry.durationMs)}
      </Text>
    </Stack>
  );
}
