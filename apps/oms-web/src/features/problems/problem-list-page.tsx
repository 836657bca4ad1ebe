/** Owns the page of what a person must decide. */
import type { ProblemItem } from '@jetway/oms-api';
import { EmptyPanel, FailurePanel, failureOf, LoadingLines, MoreRows, PageHeader, useRowKeys } from '@jetway/ui';
import { Stack } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { ExportLink } from '../../parts/export-link.tsx';
import { NewRowsBar } from '../../parts/live-list/index.ts';
import { DismissKind, ProblemBulkBar } from './problem-bulk-bar.tsx';
import { ProblemCard } from './problem-card.tsx';
import { ProblemFilterBar } from './problem-filters.tsx';
import { type ProblemFilters, useProblems } from './problems.queries.ts';
import type { ProblemSearch } from './problems.ts';

const route = getRouteApi('/shell/problems');

type Problems = ReturnType<typeof useProblems>;

function NoProblems({ search }: { readonly search: ProblemSearch }) {
  return Object.keys(search).length > 0 ? (
    <EmptyPanel title="None here">No problem fits these filters.</EmptyPanel>
  ) : (
    <EmptyPanel title="Nothing needs you" icon={<IconChecks size={26} aria-hidden />}>
      When an order names an unknown SKU, a message fails or a deadline nears, it appears here with what can be done
      about it.
    </EmptyPanel>
  );
}

const idOf = ({ id }: ProblemItem): string => id;

/** Which cards are chosen, by mouse or by X. */
function useChosen(rows: readonly ProblemItem[], gone: ReadonlySet<string>) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback(
    ({ id }: ProblemItem) =>
      setIds((before) =>
        before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]),
      ),
    [],
  );
  const clear = useCallback(() => setIds(new Set()), []);
  const chosen = rows.filter(({ id, state }) => ids.has(id) && state === 'open' && !gone.has(id));
  return { ids, toggle, clear, chosen };
}

function Cards({ problems, rows }: { readonly problems: Problems; readonly rows: readonly ProblemItem[] }) {
  const { more, live, put, showNew } = problems;
  const { ids, toggle, clear, chosen } = useChosen(rows, live.gone);
  const rowShortcuts = useMemo(() => [{ keys: 'x', description: 'Choose', run: toggle }], [toggle]);
  const { activeId, rowRef } = useRowKeys({ rows, rowId: idOf, rowShortcuts });
  return (
    <Stack gap="sm">
      <NewRowsBar live={live} noun="problem" onShow={showNew} />
      <ProblemBulkBar chosen={chosen} onClear={clear} onChanged={put} />
      {rows.map((problem) => (
        <ProblemCard
          key={problem.id}
          problem={problem}
          isGone={live.gone.has(problem.id)}
          onResolved={put}
          isActive={problem.id === activeId}
          cardRef={rowRef(problem.id)}
          selection={{ isSelected: ids.has(problem.id), onToggle: () => toggle(problem) }}
        />
      ))}
      {more.hasMore && <MoreRows {...more} />}
    </Stack>
  );
}

function ProblemList({ problems, search }: { readonly problems: Problems; readonly search: ProblemSearch }) {
  const { rows, query } = problems;
  if (rows === undefined) {
    const failure = failureOf(query.error);
    return failure === undefined ? (
      <LoadingLines count={8} height={28} />
    ) : (
      <FailurePanel failure={failure} onRetry={() => void query.refetch()} />
    );
  }
  return rows.length === 0 ? <NoProblems search={search} /> : <Cards problems={problems} rows={rows} />;
}

export function ProblemListPage(): ReactNode {
  const search = route.useSearch();
  const { state = 'open', kind, who, deadline } = search;
  const filters = useMemo<ProblemFilters>(
    () => ({
      state,
      ...(kind === undefined ? {} : { kind }),
      ...(who === undefined ? {} : { assignee: who }),
      ...(deadline === undefined ? {} : { deadline }),
    }),
    [state, kind, who, deadline],
  );
  const problems = useProblems(filters);
  return (
    <Stack gap="md" maw={920}>
      <PageHeader
        title="Problems"
        description="What only a person can decide, the most urgent first."
        actions={
          <>
            <ExportLink file="exportProblems" filters={{ ...filters }} />
            {kind !== undefined && Object.keys(search).length === 1 && (
              <DismissKind kind={kind} onDone={() => void problems.showNew()} />
            )}
          </>
        }
      />
      <ProblemFilterBar search={search} />
      <ProblemList problems={problems} search={search} />
    </Stack>
  );
}
