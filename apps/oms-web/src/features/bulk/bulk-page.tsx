/** Owns the page that lists bulk runs. */
import type { BulkRun } from '@jetway/oms-api';
import { type Column, DataTable, EmptyPanel, failureOf, Instant, PageHeader, StatusChip } from '@jetway/ui';
import { Anchor, Button, Stack, Text } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { actorName } from '../../parts/actors.ts';
import { useBulkRuns } from './bulk.queries.ts';
import { resultText, runStateWords, runTitle } from './bulk.ts';
import { BulkRunPanel } from './bulk-run-panel.tsx';

const route = getRouteApi('/shell/bulk-runs');

const columns: readonly Column<BulkRun>[] = [
  {
    id: 'what',
    header: 'What',
    cell: (run) => (
      <Text size="sm" fw={600}>
        {runTitle(run)}
      </Text>
    ),
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => <StatusChip tone={runStateWords[state].tone}>{runStateWords[state].name}</StatusChip>,
  },
  { id: 'result', header: 'Result', cell: resultText },
  { id: 'asked', header: 'Asked for', nowrap: true, cell: ({ createdAt }) => <Instant at={createdAt} /> },
  { id: 'by', header: 'By', cell: ({ actor }) => actorName(actor) },
];

export function BulkPage(): ReactNode {
  const { run } = route.useSearch();
  const navigate = useNavigate();
  const runs = useBulkRuns();
  const show = (id: string | undefined) =>
    void navigate({ to: '/bulk-runs', search: id === undefined ? {} : { run: id }, resetScroll: false });
  return (
    <Stack gap="sm">
      <PageHeader
        title="Bulk runs"
        description="What was done to many orders at once, and what came of each."
        back={
          <Anchor size="sm" renderRoot={(props) => <Link to="/orders" {...props} />}>
            Orders
          </Anchor>
        }
      />
      <DataTable
        label="Bulk runs"
        columns={columns}
        rows={runs.rows}
        rowId={({ id }) => id}
        onOpen={({ id }) => show(id)}
        openId={run}
        failure={failureOf(runs.query.error)}
        onRetry={() => void runs.query.refetch()}
        empty={
          <EmptyPanel
            title="Nothing was done to many orders yet"
            icon={<IconChecks size={26} aria-hidden />}
            action={
              <Button variant="default" renderRoot={(props) => <Link to="/orders" {...props} />}>
                Open the orders
              </Button>
            }
          >
            Select orders in the list to acknowledge or cancel them together.
          </EmptyPanel>
        }
        more={runs.more}
      />
      {run !== undefined && <BulkRunPanel runId={run} onClose={() => show(undefined)} onShow={show} />}
    </Stack>
  );
}
