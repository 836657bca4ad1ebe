/** Owns how reports look wherever they stand: their status, columns, and cards. */
import type { OperatorReport } from '@jetway/marketplace-api';
import { type Column, Instant, StatusChip } from '@jetway/ui';
import { Group, Stack, Text } from '@mantine/core';
import { sizeText } from '../../parts/sizes.ts';
import { statusWords, typeName } from './reports.ts';

interface ReportProps {
  readonly report: OperatorReport;
}

export function ReportChip({ report }: ReportProps) {
  const { name, tone, means } = statusWords[report.status];
  return (
    <StatusChip tone={tone} hint={means}>
      {name}
    </StatusChip>
  );
}

function ReportTitle({ report }: ReportProps) {
  return (
    <Stack gap={0} style={{ minWidth: 0 }}>
      <Text size="sm" fw={600}>
        {typeName(report.type)}
      </Text>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {report.settlementId === null ? report.id : `Settlement ${report.settlementId}`}
      </Text>
    </Stack>
  );
}

export const reportColumns: readonly Column<OperatorReport>[] = [
  { id: 'report', header: 'Report', cell: (report) => <ReportTitle report={report} /> },
  { id: 'status', header: 'Status', cell: (report) => <ReportChip report={report} /> },
  {
    id: 'size',
    header: 'Size',
    align: 'right',
    nowrap: true,
    cell: ({ sizeBytes }) => (sizeBytes === null ? '–' : sizeText(sizeBytes)),
  },
  { id: 'requested', header: 'Asked for', nowrap: true, cell: ({ requestedAt }) => <Instant at={requestedAt} /> },
  { id: 'ended', header: 'Made', nowrap: true, cell: ({ endedAt }) => <Instant at={endedAt} /> },
  { id: 'expires', header: 'Until', nowrap: true, cell: ({ expiresAt }) => <Instant at={expiresAt} /> },
];

export function ReportCard({ report }: ReportProps) {
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <ReportTitle report={report} />
        <ReportChip report={report} />
      </Group>
      <Text size="xs" c="dimmed" component="div">
        Asked for <Instant at={report.requestedAt} />
        {report.sizeBytes !== null && ` · ${sizeText(report.sizeBytes)}`}
      </Text>
    </Stack>
  );
}
