/** Owns what the list of problems is filtered by, with the number of open ones beside each kind. */
import { Group, NativeSelect, SegmentedControl } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useProblemCount } from './problems.queries.ts';
import { deadlineNames, kindNames, type ProblemSearch, parseProblemSearch, whoNames } from './problems.ts';

const options = (all: string, names: Readonly<Record<string, string>>) => [
  { value: '', label: all },
  ...Object.entries(names).map(([value, label]) => ({ value, label })),
];

export function ProblemFilterBar({ search }: { readonly search: ProblemSearch }) {
  const navigate = useNavigate();
  const { data: counts } = useProblemCount();
  const isOpen = search.state === undefined;
  const change = (part: Record<string, string | undefined>) =>
    void navigate({ to: '/problems', search: parseProblemSearch({ ...search, ...part }), replace: true });
  const counted = (name: string, count: number | undefined): string =>
    isOpen && count !== undefined && count > 0 ? `${name} (${count.toLocaleString()})` : name;
  const kinds = Object.fromEntries(
    Object.entries(kindNames).map(([kind, name]) => [kind, counted(name, counts?.byKind[kind])]),
  );
  const who = { me: counted(whoNames.me, counts?.mine), nobody: counted(whoNames.nobody, counts?.unassigned) };
  return (
    <Group gap="sm">
      <SegmentedControl
        aria-label="State"
        value={search.state ?? 'open'}
        onChange={(state) => change({ state })}
        data={[
          { value: 'open', label: counts === undefined ? 'Open' : `Open (${counts.open.toLocaleString()})` },
          { value: 'resolved', label: 'Resolved' },
        ]}
      />
      <NativeSelect
        aria-label="Kind"
        w={220}
        value={search.kind ?? ''}
        onChange={(event) => change({ kind: event.currentTarget.value })}
        data={options('All kinds', kinds)}
      />
      <NativeSelect
        aria-label="Who deals with it"
        w={160}
        value={search.who ?? ''}
        onChange={(event) => change({ who: event.currentTarget.value })}
        data={options('Everybody’s', who)}
      />
      <NativeSelect
        aria-label="Deadline"
        w={160}
        value={search.deadline ?? ''}
        onChange={(event) => change({ deadline: event.currentTarget.value })}
        data={options('Any deadline', deadlineNames)}
      />
    </Group>
  );
}
