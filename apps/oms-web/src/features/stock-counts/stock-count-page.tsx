/** Owns the page of one stock count: counting, looking at the differences, applying them. */
import { type CountLineState, countLineStates, type StockCount, type StockCountLine } from '@jetway/oms-api';
import {
  type Column,
  ConfirmDialog,
  CountedTabs,
  DataTable,
  EmptyPanel,
  failureOf,
  Instant,
  LoadedPage,
  PageHeader,
  StatusChip,
} from '@jetway/ui';
import { Anchor, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowLeft } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { actorName } from '../../parts/actors.ts';
import { useMay } from '../session/index.ts';
import { ScanEntry } from './scan-entry.tsx';
import { useApplyStockCount, useCancelStockCount, useCountLines, useStockCount } from './stock-counts.queries.ts';
import { countStateNames, differenceText, lineStateNames, standingOf, totalLines } from './stock-counts.ts';

const route = getRouteApi('/shell/inventory/counts/$countId');

const back = (
  <Anchor size="sm" renderRoot={(props) => <Link to="/inventory/counts" {...props} />}>
    <IconArrowLeft size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> Stock counts
  </Anchor>
);

const rowId = ({ skuId }: StockCountLine): string => skuId;

function Difference({ line }: { readonly line: StockCountLine }) {
  const differs = line.difference !== null && line.difference !== 0;
  return (
    <Text span size="sm" fw={differs ? 650 : 400} {...(differs ? { c: 'orange' } : {})} className="jw-number">
      {differenceText(line.difference)}
    </Text>
  );
}

const columns: readonly Column<StockCountLine>[] = [
  {
    id: 'sku',
    header: 'SKU',
    cell: (line) => (
      <Stack gap={0}>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {line.sku}
        </Text>
        <Text size="xs" c="dimmed">
          {line.title}
        </Text>
        {line.refusal !== null && (
          <Text size="xs" c="red">
            {line.refusal}
          </Text>
        )}
      </Stack>
    ),
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => <StatusChip tone={lineStateNames[state].tone}>{lineStateNames[state].name}</StatusChip>,
  },
  { id: 'expected', header: 'Expected', align: 'right', cell: ({ expected }) => expected.toLocaleString() },
  { id: 'counted', header: 'Counted', align: 'right', cell: ({ counted }) => counted?.toLocaleString() ?? '–' },
  { id: 'difference', header: 'Difference', align: 'right', cell: (line) => <Difference line={line} /> },
  {
    id: 'who',
    header: 'Counted by',
    cell: ({ countedBy, countedAt }) =>
      countedBy === null ? (
        '–'
      ) : (
        <>
          {actorName(countedBy)}, <Instant at={countedAt} form="relative" />
        </>
      ),
  },
];

function LineCard({ line }: { readonly line: StockCountLine }) {
  return (
    <Stack gap={4}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {line.sku}
        </Text>
        <StatusChip tone={lineStateNames[line.state].tone}>{lineStateNames[line.state].name}</StatusChip>
      </Group>
      <Text size="xs" c="dimmed">
        {line.title}
      </Text>
      <Text size="sm" className="jw-number">
        {line.counted?.toLocaleString() ?? '–'} counted · {line.expected.toLocaleString()} expected ·{' '}
        <Difference line={line} />
      </Text>
      {line.refusal !== null && (
        <Text size="xs" c="red">
          {line.refusal}
        </Text>
      )}
    </Stack>
  );
}

function Apply({ count }: { readonly count: StockCount }) {
  const apply = useApplyStockCount(count.id);
  const [asking, ask] = useDisclosure(false);
  const { open, counted, refused } = count.lines;
  return (
    <>
      <Button disabled={counted + refused === 0} onClick={ask.open}>
        Apply differences
      </Button>
      <ConfirmDialog
        opened={asking}
        title="Apply the differences found?"
        confirmLabel="Apply"
        busy={apply.isPending}
        failure={failureOf(apply.error)}
        onClose={ask.close}
        onConfirm={() => apply.mutate(undefined, { onSuccess: ask.close })}
      >
        {standingOf(count)}. {open > 0 && `${open.toLocaleString()} that nobody counted stay as they are. `}
        What was sold or received since counting is kept.
      </ConfirmDialog>
    </>
  );
}

function Cancel({ count }: { readonly count: StockCount }) {
  const cancel = useCancelStockCount(count.id);
  const [asking, ask] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={ask.open}>
        Give up
      </Button>
      <ConfirmDialog
        opened={asking}
        dangerous
        title="Give this count up?"
        confirmLabel="Give up"
        busy={cancel.isPending}
        failure={failureOf(cancel.error)}
        onClose={ask.close}
        onConfirm={() => cancel.mutate(undefined, { onSuccess: ask.close })}
      >
        {count.lines.applied > 0 ? 'Differences that were applied stay.' : 'Stock stays as it is.'}
      </ConfirmDialog>
    </>
  );
}

type Tab = 'all' | CountLineState;

function Lines({ count }: { readonly count: StockCount }) {
  const [tab, setTab] = useState<Tab>('all');
  const [sort, setSort] = useState<'sku' | 'difference'>('sku');
  const lines = useCountLines(count.id, { sort, ...(tab === 'all' ? {} : { state: tab }) });
  const tabs = [
    { id: 'all' as const, name: 'All', count: totalLines(count) },
    ...countLineStates
      .filter((state) => count.lines[state] > 0 || state === tab)
      .map((id) => ({ id, name: lineStateNames[id].name, count: count.lines[id], isAlarm: id === 'refused' })),
  ];
  return (
    <>
      <CountedTabs<Tab> label="Lines" tabs={tabs} current={tab} onChange={setTab} />
      <SegmentedControl
        aria-label="Order of the lines"
        size="xs"
        value={sort}
        onChange={(value) => setSort(value === 'difference' ? 'difference' : 'sku')}
        data={[
          { value: 'sku', label: 'By SKU' },
          { value: 'difference', label: 'Largest difference first' },
        ]}
        style={{ alignSelf: 'flex-start' }}
      />
      <DataTable
        label="Lines"
        columns={columns}
        rows={lines.rows}
        isOld={lines.isOld}
        rowId={rowId}
        card={(line) => <LineCard line={line} />}
        failure={failureOf(lines.query.error)}
        onRetry={() => void lines.query.refetch()}
        empty={
          <EmptyPanel title={sort === 'difference' ? 'Nothing was counted yet' : 'No line here'}>
            A SKU that is scanned is added to the list.
          </EmptyPanel>
        }
        more={lines.more}
      />
    </>
  );
}

function CountContent({ count }: { readonly count: StockCount }) {
  const may = useMay();
  const { name, tone } = countStateNames[count.state];
  const isOpen = count.state === 'counting';
  return (
    <Stack gap="sm">
      <PageHeader
        back={back}
        tabTitle={count.name}
        title={
          <>
            {count.name} <StatusChip tone={tone}>{name}</StatusChip>
          </>
        }
        description={
          <>
            {count.locationName} · {standingOf(count)} · begun by {actorName(count.createdBy)},{' '}
            <Instant at={count.createdAt} />
          </>
        }
        actions={
          isOpen && (
            <>
              {may('cancelStockCount') && <Cancel count={count} />}
              {may('applyStockCount') && <Apply count={count} />}
            </>
          )
        }
      />
      {isOpen && may('countStock') && <ScanEntry countId={count.id} />}
      <Lines count={count} />
    </Stack>
  );
}

export function StockCountPage(): ReactNode {
  const { countId } = route.useParams();
  return (
    <LoadedPage asked={useStockCount(countId)} title="Stock count" back={back}>
      {(count) => <CountContent count={count} />}
    </LoadedPage>
  );
}
