/** Owns the page of what a person must decide. */
import { EmptyPanel, FailurePanel, failureOf, LoadingLines, MoreRows, PageHeader } from '@jetway/ui';
import { Group, NativeSelect, SegmentedControl, Stack } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { ExportLink } from '../../parts/export-link.tsx';
import { NewRowsBar } from '../../parts/live-list/index.ts';
import { ProblemCard } from './problem-card.tsx';
import { type ProblemFilters, useProblemCount, useProblems } from './problems.queries.ts';
import { kindNames, type ProblemSearch, parseProblemSearch } from './problems.ts';

const route = getRouteApi('/shell/problems');

function Filters({ search }: { readonly search: ProblemSearch }) {
  const navigate = useNavigate();
  const counts = useProblemCount();
  const change = (part: Record<string, string | undefined>) =>
    void navigate({ to: '/problems', search: parseProblemSearch({ ...search, ...part }), replace: true });
  const openCount = counts.data === undefined ? '' : ` (${counts.data.open})`;
  return (
    <Group gap="sm">
      <SegmentedControl
        aria-label="State"
        value={search.state ?? 'open'}
        onChange={(state) => change({ state })}
        data={[
          { value: 'open', label: `Open${openCount}` },
          { value: 'resolved', label: 'Resolved' },
        ]}
      />
      <NativeSelect
        aria-label="Kind"
        w={220}
        value={search.kind ?? ''}
        onChange={(event) => change({ kind: event.currentTarget.value })}
        data={[
          { value: '', label: 'All kinds' },
          ...Object.entries(kindNames).map(([value, name]) => {
            const count = counts.data?.byKind[value] ?? 0;
            return { value, label: search.state === undefined && count > 0 ? `${name} (${count})` : name };
          }),
        ]}
      />
    </Group>
  );
}

function ProblemList({ search }: { readonly search: ProblemSearch }) {
  const { state = 'open', kind } = search;
  const filters = useMemo<ProblemFilters>(() => ({ state, ...(kind === undefined ? {} : { kind }) }), [state, kind]);
  const problems = useProblems(filters);
  const { rows, query, more, live, put, showNew } = problems;
  if (rows === undefined) {
    const failure = failureOf(query.error);
    return failure === undefined ? (
      <LoadingLines count={8} height={28} />
    ) : (
      <FailurePanel failure={failure} onRetry={() => void query.refetch()} />
    );
  }
  if (rows.length === 0)
    return search.state === 'resolved' || search.kind !== undefined ? (
      <EmptyPanel title="None here">No problem fits these filters.</EmptyPanel>
    ) : (
      <EmptyPanel title="Nothing needs you" icon={<IconChecks size={26} aria-hidden />}>
        When an order names an unknown SKU, a message fails or a deadline nears, it appears here with what can be done
        about it.
      </EmptyPanel>
    );
  return (
    <Stack gap="sm">
      <NewRowsBar live={live} noun="problem" onShow={showNew} />
      {rows.map((problem) => (
        <ProblemCard key={problem.id} problem={problem} isGone={live.gone.has(problem.id)} onResolved={put} />
      ))}
      {more.hasMore && <MoreRows {...more} />}
    </Stack>
  );
}

export function ProblemListPage(): ReactNode {
  const search = route.useSearch();
  return (
    <Stack gap="md" maw={920}>
      <PageHeader
        title="Problems"
        description="What only a person can decide, the most urgent first."
        actions={<ExportLink file="exportProblems" filters={{ state: search.state ?? 'open', kind: search.kind }} />}
      />
      <Filters search={search} />
      <ProblemList search={search} />
    </Stack>
  );
}
