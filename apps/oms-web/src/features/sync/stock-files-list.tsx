/** Owns the list of a connection's bulk files of stock. */
import type { StockFile } from '@jetway/oms-api';
import { type Column, DataTable, EmptyPanel, FailureAlert, failureOf, Instant, StatusChip, useNow } from '@jetway/ui';
import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMay } from '../session/index.ts';
import { useRetryFile, useStockFiles } from './sync.queries.ts';
import { fileResult, fileWords } from './sync.ts';

function RetryFile({ file }: { readonly file: StockFile }) {
  const may = useMay();
  const retry = useRetryFile();
  const hasFailed = file.state === 'failed' || (file.state === 'done' && file.refused > 0);
  if (!hasFailed || !may('retryStockFile')) return null;
  const failure = failureOf(retry.error);
  const start = () =>
    retry.mutate(file.id, {
      onSuccess: () => notifications.show({ message: 'What was refused is sent again.', color: 'blue' }),
    });
  return (
    <>
      <Button size="compact-xs" variant="default" loading={retry.isPending} onClick={start}>
        Retry
      </Button>
      {failure !== undefined && <FailureAlert failure={failure} onClose={() => retry.reset()} />}
    </>
  );
}

function Due({ file }: { readonly file: StockFile }) {
  const now = useNow();
  if (file.dueAt === null) return <Instant at={file.endedAt} form="relative" />;
  return file.dueAt <= now ? <Text size="sm">now</Text> : <Instant at={file.dueAt} form="relative" />;
}

const State = ({ file }: { readonly file: StockFile }) => (
  <StatusChip tone={fileWords[file.state].tone}>{fileWords[file.state].name}</StatusChip>
);

const columns: readonly Column<StockFile>[] = [
  { id: 'made', header: 'Made', nowrap: true, cell: (file) => <Instant at={file.createdAt} /> },
  { id: 'state', header: 'State', cell: (file) => <State file={file} /> },
  {
    id: 'result',
    header: 'Result',
    cell: (file) => (
      <>
        <Text size="sm">{fileResult(file)}</Text>
        {file.error !== null && (
          <Text size="xs" c="red" lineClamp={2}>
            {file.error}
          </Text>
        )}
      </>
    ),
  },
  { id: 'due', header: 'Next step, or end', nowrap: true, cell: (file) => <Due file={file} /> },
  { id: 'retry', header: '', align: 'right', cell: (file) => <RetryFile file={file} /> },
];

function FileCard({ file }: { readonly file: StockFile }) {
  return (
    <Stack gap={4}>
      <Group justify="space-between">
        <Text size="sm" fw={600}>
          {fileResult(file)}
        </Text>
        <State file={file} />
      </Group>
      <Group justify="space-between">
        <Text size="xs" c="dimmed" component="div">
          <Instant at={file.createdAt} />
        </Text>
        <RetryFile file={file} />
      </Group>
    </Stack>
  );
}

export function StockFilesList({ connectionId }: { readonly connectionId: string }) {
  const { rows, query, more } = useStockFiles(connectionId, true);
  return (
    <DataTable
      label="Bulk files of stock"
      columns={columns}
      rows={rows}
      rowId={(file) => file.id}
      card={(file) => <FileCard file={file} />}
      failure={failureOf(query.error)}
      onRetry={() => void query.refetch()}
      empty={
        <EmptyPanel title="No bulk file yet">
          Stock goes by file when ten thousand SKUs or more are to be refreshed at once; fewer are sent one by one.
        </EmptyPanel>
      }
      more={more}
    />
  );
}
