/** Owns the page of one import: its rows before anything is applied, how far it is, and what became of each row. */
import { type Import, type ImportRow, type ImportRowState, importRowStates } from '@jetway/oms-api';
import { CountedTabs, EmptyPanel, failureOf, Instant, LoadedPage, PageHeader, StatusChip } from '@jetway/ui';
import { Alert, Anchor, Group, Progress, Stack, Text } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { actorName } from '../../parts/actors.ts';
import { useMay } from '../session/index.ts';
import { ImportActions } from './import-actions.tsx';
import { ImportRows } from './import-rows.tsx';
import { useImport, useImportRows } from './imports.queries.ts';
import { importStateNames, progressOf, rowStateNames, rowsText, totalRows, whatOf } from './imports.ts';
import { RowDialog } from './row-dialog.tsx';

const route = getRouteApi('/shell/inventory/imports/$importId');

const back = (
  <Anchor size="sm" renderRoot={(props) => <Link to="/inventory/imports" {...props} />}>
    <IconArrowLeft size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> Imports
  </Anchor>
);

function Standing({ job }: { readonly job: Import }) {
  const progress = progressOf(job);
  return (
    <>
      {progress !== undefined && (
        <Stack gap={4}>
          <Progress value={progress} animated aria-label="Progress" />
          <Text size="xs" c="dimmed">
            {progress} % · {rowsText(job)}. You can leave this page; it goes on.
          </Text>
        </Stack>
      )}
      {job.error !== null && (
        <Alert color="red" title="It was given up">
          {job.error}
        </Alert>
      )}
      {job.unusedColumns.length > 0 && (
        <Group gap="xs">
          <StatusChip tone="warning">Columns that are not used</StatusChip>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {job.unusedColumns.join(', ')}
          </Text>
        </Group>
      )}
    </>
  );
}

type Tab = 'all' | ImportRowState;

function RowTabs({
  job,
  tab,
  onChange,
}: {
  readonly job: Import;
  readonly tab: Tab;
  readonly onChange: (tab: Tab) => void;
}) {
  const shown = importRowStates.filter((state) => job.rows[state] > 0 || state === tab);
  const tabs = [
    { id: 'all' as const, name: 'All', count: totalRows(job) },
    ...shown.map((id) => ({
      id,
      name: rowStateNames[id].name,
      count: job.rows[id],
      isAlarm: (id === 'invalid' || id === 'refused') && job.rows[id] > 0,
    })),
  ];
  return <CountedTabs<Tab> label="Rows" tabs={tabs} current={tab} onChange={onChange} />;
}

function ImportContent({ job }: { readonly job: Import }) {
  const may = useMay();
  const [tab, setTab] = useState<Tab>('all');
  const [chosen, setChosen] = useState<ImportRow>();
  const { rows, isOld, query, more } = useImportRows(job.id, tab === 'all' ? undefined : tab);
  const canCorrect = job.state === 'ready' && may('changeImportRow');
  const onCorrect = useMemo(() => (canCorrect ? setChosen : undefined), [canCorrect]);
  const { name, tone } = importStateNames[job.state];
  return (
    <Stack gap="sm">
      <PageHeader
        back={back}
        tabTitle={job.fileName}
        title={
          <>
            <span style={{ overflowWrap: 'anywhere' }}>{job.fileName}</span> <StatusChip tone={tone}>{name}</StatusChip>
          </>
        }
        description={
          <>
            {whatOf(job)} · brought in by {actorName(job.createdBy)}, <Instant at={job.createdAt} /> · {rowsText(job)}
          </>
        }
        actions={<ImportActions job={job} />}
      />
      <Standing job={job} />
      <RowTabs job={job} tab={tab} onChange={setTab} />
      <ImportRows
        job={job}
        rows={rows}
        isOld={isOld}
        onCorrect={onCorrect}
        failure={failureOf(query.error)}
        onRetry={() => void query.refetch()}
        empty={<EmptyPanel title="No row here">Choose another tab.</EmptyPanel>}
        more={more}
      />
      <RowDialog job={job} row={chosen} onClose={() => setChosen(undefined)} />
    </Stack>
  );
}

export function ImportPage(): ReactNode {
  const { importId } = route.useParams();
  return (
    <LoadedPage asked={useImport(importId)} title="Import" back={back}>
      {(job) => <ImportContent job={job} />}
    </LoadedPage>
  );
}
