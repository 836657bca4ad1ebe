/** Owns how files look wherever they stand: state, what became of the records, columns, and cards. */
import type { OperatorFile } from '@jetway/marketplace-api';
import { type Column, Instant, StatusChip } from '@jetway/ui';
import { Group, Progress, Stack, Text } from '@mantine/core';
import { sizeText } from '../../parts/sizes.ts';
import { fileState, isMoving, recordsText, type Share, sharesOf } from './files.ts';

export function FileStateChip({ file }: { readonly file: OperatorFile }) {
  const { tone, text, means } = fileState(file);
  return (
    <Group gap={4}>
      <StatusChip tone={tone} {...(means === '' ? {} : { hint: means })}>
        {text}
      </StatusChip>
      {!file.isStuck && file.failures > 0 && (
        <StatusChip tone="warning" hint="Tries in a row that ended in an error of the marketplace; it is tried again">
          {file.failures === 1 ? 'Failed once' : `Failed ${file.failures} times`}
        </StatusChip>
      )}
    </Group>
  );
}

const colors: Readonly<Record<Share['name'], string>> = { applied: 'green', inError: 'red', superseded: 'gray' };

/** A bar of what became of the records so far; it moves while there are more to come. */
export function RecordsBar({ file }: { readonly file: OperatorFile }) {
  const moving = isMoving(file);
  const nothing = file.records.done === 0;
  return (
    <Progress.Root size={6} role="img" aria-label={recordsText(file)}>
      {nothing && moving && <Progress.Section value={100} color="gray" striped animated withAria={false} />}
      {sharesOf(file.records).map(({ name, percent }) => (
        <Progress.Section
          key={name}
          value={percent}
          color={colors[name]}
          striped={moving}
          animated={moving}
          withAria={false}
        />
      ))}
    </Progress.Root>
  );
}

export function FileTitle({ file }: { readonly file: OperatorFile }) {
  return (
    <Stack gap={0} maw={{ base: 260, sm: 300, xl: 460 }} style={{ minWidth: 0 }}>
      <Text size="sm" fw={600} truncate title={file.name}>
        {file.name}
      </Text>
      <Text size="xs" c="dimmed" truncate>
        {file.type} · {sizeText(file.sizeBytes)}
      </Text>
    </Stack>
  );
}

const countColumn = (id: 'applied' | 'inError' | 'superseded', header: string): Column<OperatorFile> => ({
  id,
  header,
  align: 'right',
  cell: ({ records }) => (
    <Text
      size="sm"
      component="span"
      {...(records[id] === 0 ? { c: 'dimmed' } : {})}
      {...(id === 'inError' && records[id] > 0 ? { fw: 650 } : {})}
    >
      {records[id].toLocaleString()}
    </Text>
  ),
});

export const fileColumns: readonly Column<OperatorFile>[] = [
  { id: 'file', header: 'File', cell: (file) => <FileTitle file={file} /> },
  {
    id: 'state',
    header: 'State',
    cell: (file) => (
      <Stack gap={5} miw={170}>
        <FileStateChip file={file} />
        <RecordsBar file={file} />
      </Stack>
    ),
  },
  countColumn('applied', 'Applied'),
  countColumn('inError', 'In error'),
  countColumn('superseded', 'Superseded'),
  { id: 'received', header: 'Received', nowrap: true, cell: ({ receivedAt }) => <Instant at={receivedAt} /> },
];

export function FileCard({ file }: { readonly file: OperatorFile }) {
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <FileTitle file={file} />
        <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          <Instant at={file.receivedAt} />
        </Text>
      </Group>
      <FileStateChip file={file} />
      <RecordsBar file={file} />
      <Text size="xs" c="dimmed" className="jw-number">
        {recordsText(file)}
      </Text>
    </Stack>
  );
}
