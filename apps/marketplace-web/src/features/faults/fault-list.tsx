/** Owns the list of an account's faults, with how often each was hit, and what one does to them. */
import type { FaultRule, MerchantRoute } from '@jetway/marketplace-api';
import {
  type Column,
  ConfirmDialog,
  DataTable,
  EmptyPanel,
  failureOf,
  Instant,
  Section,
  StatusChip,
  useLast,
  useNow,
} from '@jetway/ui';
import { Button, Group, Stack, Switch, Text } from '@mantine/core';
import { IconBug, IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useMerchantRoutes } from '../request-log/index.ts';
import { FaultDialog } from './fault-dialog.tsx';
import { useDeleteFault, useFaults, useSwitchFault } from './faults.queries.ts';
import { detailText, faultWords, scheduleText, stateOf, switched } from './faults.ts';

const rowId = ({ id }: FaultRule): string => id;

function routeText(rule: FaultRule, routes: readonly MerchantRoute[]): string {
  if (rule.kind === 'stuck_file') return 'Uploaded files';
  if (rule.operation === null) return 'All routes';
  return routes.find(({ operation }) => operation === rule.operation)?.summary ?? rule.operation;
}

function What({ rule, routes }: { readonly rule: FaultRule; readonly routes: readonly MerchantRoute[] }) {
  const detail = detailText(rule);
  return (
    <Stack gap={2}>
      <Text size="sm" fw={600}>
        {faultWords[rule.kind].name}
        {detail !== '' && (
          <Text span size="sm" c="dimmed" fw={400}>
            {' '}
            {detail}
          </Text>
        )}
      </Text>
      <Text size="xs" c="dimmed">
        {routeText(rule, routes)}
      </Text>
    </Stack>
  );
}

function End({ rule }: { readonly rule: FaultRule }) {
  const now = useNow();
  if (stateOf(rule, now) === 'over') return <StatusChip tone="neutral">Over</StatusChip>;
  return rule.until === null ? <>When removed</> : <Instant at={rule.until} form="relative" />;
}

interface Actions {
  readonly onSwitch: (rule: FaultRule, enabled: boolean) => void;
  readonly onChange: (rule: FaultRule) => void;
  readonly onRemove: (rule: FaultRule) => void;
}

const columnsOf = (
  routes: readonly MerchantRoute[],
  { onSwitch, onChange, onRemove }: Actions,
): Column<FaultRule>[] => [
  {
    id: 'on',
    header: 'On',
    width: '70px',
    cell: (rule) => (
      <Switch
        aria-label={`${faultWords[rule.kind].name} on`}
        checked={rule.enabled}
        onChange={(event) => onSwitch(rule, event.currentTarget.checked)}
      />
    ),
  },
  { id: 'what', header: 'What goes wrong', cell: (rule) => <What rule={rule} routes={routes} /> },
  {
    id: 'which',
    header: 'Which requests',
    cell: (rule) => (rule.kind === 'stuck_file' ? 'All files' : scheduleText(rule)),
  },
  {
    id: 'hits',
    header: 'Hit',
    align: 'right',
    nowrap: true,
    cell: ({ kind, hits, seen }) => (
      <span className="jw-number">
        {kind === 'stuck_file' ? '–' : `${hits.toLocaleString()} of ${seen.toLocaleString()}`}
      </span>
    ),
  },
  { id: 'until', header: 'Ends', nowrap: true, cell: (rule) => <End rule={rule} /> },
  {
    id: 'actions',
    header: 'Actions',
    headerHidden: true,
    align: 'right',
    cell: (rule) => (
      <Group gap="xs" justify="flex-end" wrap="nowrap">
        <Button size="compact-xs" variant="default" onClick={() => onChange(rule)}>
          Change …
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => onRemove(rule)}>
          Remove …
        </Button>
      </Group>
    ),
  },
];

function RemoveDialog({
  accountId,
  rule,
  onClose,
}: {
  readonly accountId: string;
  readonly rule: FaultRule | undefined;
  readonly onClose: () => void;
}) {
  const remove = useDeleteFault(accountId);
  const shown = useLast(rule);
  return (
    <ConfirmDialog
      opened={rule !== undefined}
      title="Remove the fault"
      confirmLabel="Remove"
      busy={remove.isPending}
      failure={failureOf(remove.error)}
      onConfirm={() => rule !== undefined && remove.mutate(rule.id, { onSuccess: onClose })}
      onClose={onClose}
    >
      {shown === undefined ? '' : `“${faultWords[shown.kind].name}” goes well again from now on.`}
    </ConfirmDialog>
  );
}

export function FaultList({ accountId }: { readonly accountId: string }) {
  const faults = useFaults(accountId);
  const routes = useMerchantRoutes();
  const change = useSwitchFault(accountId);
  const [editing, edit] = useState<FaultRule | 'new'>();
  const [removing, remove] = useState<FaultRule>();
  const { mutate } = change;
  const columns = useMemo(
    () =>
      columnsOf(routes, {
        onSwitch: (rule, enabled) => mutate({ faultId: rule.id, body: switched(rule, enabled) }),
        onChange: edit,
        onRemove: remove,
      }),
    [routes, mutate],
  );
  const button = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => edit('new')}>
      New fault
    </Button>
  );
  const shown = useLast(editing);
  return (
    <Section title="Faults" actions={(faults.data?.length ?? 0) > 0 ? button : undefined}>
      <Text size="sm" c="dimmed" mb="sm">
        What goes wrong on purpose for this test account. Each hit is marked in the API log.
      </Text>
      <DataTable
        label="Faults"
        columns={columns}
        rows={faults.data}
        rowId={rowId}
        failure={failureOf(faults.error ?? change.error)}
        onRetry={() => void faults.refetch()}
        empty={
          <EmptyPanel title="Nothing goes wrong" icon={<IconBug size={26} aria-hidden />} action={button}>
            Find out how the merchant’s software copes with slow, failing, lost and cut answers.
          </EmptyPanel>
        }
      />
      <FaultDialog
        key={shown === undefined || shown === 'new' ? 'new' : shown.id}
        accountId={accountId}
        opened={editing !== undefined}
        rule={shown === 'new' ? undefined : shown}
        onClose={() => edit(undefined)}
      />
      <RemoveDialog accountId={accountId} rule={removing} onClose={() => remove(undefined)} />
    </Section>
  );
}
