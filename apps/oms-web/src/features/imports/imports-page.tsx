/** Owns the page where files are brought in, with the history of imports. */
import { type Import, type ImportKindName, type ImportMode, importKinds } from '@jetway/oms-api';
import {
  type Column,
  DataTable,
  EmptyPanel,
  FailureAlert,
  failureOf,
  Instant,
  PageHeader,
  Section,
  StatusChip,
} from '@jetway/ui';
import { Anchor, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconArrowLeft, IconDownload } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { actorName } from '../../parts/actors.ts';
import { useMay } from '../session/index.ts';
import { FileDrop } from './file-drop.tsx';
import { useCreateImport, useImports } from './imports.queries.ts';
import { importStateNames, kindNames, rowsText, templates, toBase64, whatOf } from './imports.ts';
import { saveFile } from './save-file.ts';

const rowId = ({ id }: Import): string => id;

const columns: readonly Column<Import>[] = [
  {
    id: 'file',
    header: 'File',
    cell: (one) => (
      <Anchor
        size="sm"
        fw={600}
        style={{ overflowWrap: 'anywhere' }}
        renderRoot={(props) => <Link to="/inventory/imports/$importId" params={{ importId: one.id }} {...props} />}
      >
        {one.fileName}
      </Anchor>
    ),
  },
  { id: 'what', header: 'What', cell: (one) => whatOf(one) },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => <StatusChip tone={importStateNames[state].tone}>{importStateNames[state].name}</StatusChip>,
  },
  { id: 'rows', header: 'Rows', cell: (one) => rowsText(one) },
  { id: 'when', header: 'When', nowrap: true, cell: ({ createdAt }) => <Instant at={createdAt} /> },
  { id: 'who', header: 'Who', cell: ({ createdBy }) => actorName(createdBy) },
];

const modes = [
  { value: 'set', label: 'Counted on the shelf' },
  { value: 'change', label: 'Differences' },
];

function BringIn() {
  const navigate = useNavigate();
  const create = useCreateImport();
  const [kind, setKind] = useState<ImportKindName>('stock');
  const [mode, setMode] = useState<ImportMode>('set');
  const failure = failureOf(create.error);
  const send = async (file: File) => {
    const contentBase64 = toBase64(new Uint8Array(await file.arrayBuffer()));
    const body = { kind, fileName: file.name, contentBase64, ...(kind === 'stock' ? { mode } : {}) };
    create.mutate(body, {
      onSuccess: ({ id }) => void navigate({ to: '/inventory/imports/$importId', params: { importId: id } }),
    });
  };
  return (
    <Section
      title="Bring in a file"
      actions={
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() => saveFile(`${kind}.csv`, templates[kind])}
        >
          File with headers
        </Button>
      }
    >
      <Stack gap="sm">
        <Group gap="xs">
          <SegmentedControl
            aria-label="What the file holds"
            value={kind}
            onChange={(value) => setKind(importKinds.find((one) => one === value) ?? 'stock')}
            data={importKinds.map((value) => ({ value, label: kindNames[value] }))}
          />
          {kind === 'stock' && (
            <SegmentedControl
              aria-label="What the quantities are"
              value={mode}
              onChange={(value) => setMode(value === 'change' ? 'change' : 'set')}
              data={modes}
            />
          )}
        </Group>
        <FileDrop busy={create.isPending} onFile={(file) => void send(file)} />
        {failure !== undefined && <FailureAlert failure={failure} onClose={create.reset} />}
      </Stack>
    </Section>
  );
}

export function ImportsPage(): ReactNode {
  const navigate = useNavigate();
  const may = useMay();
  const { rows, isOld, query, more } = useImports();
  return (
    <Stack gap="sm">
      <PageHeader
        title="Imports"
        description="Stock and tracking numbers from files: looked at first, then applied."
        back={
          <Anchor size="sm" renderRoot={(props) => <Link to="/inventory" {...props} />}>
            <IconArrowLeft size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> Inventory
          </Anchor>
        }
      />
      {may('createImport') && <BringIn />}
      <Text size="sm" fw={600} mt="xs">
        The last 90 days
      </Text>
      <DataTable
        label="Imports"
        columns={columns}
        rows={rows}
        isOld={isOld}
        rowId={rowId}
        onOpen={({ id }) => void navigate({ to: '/inventory/imports/$importId', params: { importId: id } })}
        failure={failureOf(query.error)}
        onRetry={() => void query.refetch()}
        empty={
          <EmptyPanel title="No import yet">
            Files that were brought in stand here, with what became of them.
          </EmptyPanel>
        }
        more={more}
      />
    </Stack>
  );
}
