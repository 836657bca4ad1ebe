/** Owns the page of what the marketplace keeps of sales in a world. */
import type { CommissionRule, World } from '@jetway/marketplace-api';
import { type Column, ConfirmDialog, DataTable, EmptyPanel, failureOf, Instant, StatusChip, useLast } from '@jetway/ui';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPercentage, IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { AccountName } from '../accounts/index.ts';
import { BrowseNodeName } from '../taxonomies/index.ts';
import { WithWorld, WorldHeader } from '../worlds/index.ts';
import { AddCommissionRuleDialog } from './add-rule-dialog.tsx';
import { useCommissionRules, useRemoveCommissionRule } from './commission-rules.queries.ts';
import { bandText, kindWords, rateText } from './commission-rules.ts';

const route = getRouteApi('/shell/worlds/$worldId/commission-rules');
const rowId = ({ id }: CommissionRule): string => id;

interface RuleProps {
  readonly rule: CommissionRule;
  readonly worldId: string;
}

function RuleName({ rule }: { readonly rule: CommissionRule }) {
  const { name, tone, means } = kindWords[rule.kind];
  return (
    <Group gap={8}>
      <StatusChip tone={tone} hint={means}>
        {name}
      </StatusChip>
      {rule.name !== '' && (
        <Text size="sm" fw={600} component="span">
          {rule.name}
        </Text>
      )}
    </Group>
  );
}

const Rate = ({ rule }: { readonly rule: CommissionRule }) => (
  <Text size="sm" fw={650} component="span" className="jw-number" style={{ whiteSpace: 'nowrap' }}>
    {rateText(rule.rateBasisPoints)}
  </Text>
);

const Whom = ({ accountId }: Pick<CommissionRule, 'accountId'>) =>
  accountId === null ? <>Every account</> : <AccountName accountId={accountId} />;

function Category({ rule: { browseNodeId }, worldId }: RuleProps) {
  if (browseNodeId === null) return <>Every category</>;
  return (
    <>
      <BrowseNodeName worldId={worldId} nodeId={browseNodeId} /> and below
    </>
  );
}

type Remove = (rule: CommissionRule) => void;

function RemoveButton({ rule, onRemove }: { readonly rule: CommissionRule; readonly onRemove: Remove }) {
  return (
    <Button size="compact-xs" variant="default" style={{ flex: 'none' }} onClick={() => onRemove(rule)}>
      Remove …
    </Button>
  );
}

const columnsOf = (worldId: string, onRemove: Remove): readonly Column<CommissionRule>[] => [
  { id: 'rule', header: 'Rule', cell: (rule) => <RuleName rule={rule} /> },
  { id: 'rate', header: 'Part of the price', align: 'right', cell: (rule) => <Rate rule={rule} /> },
  { id: 'category', header: 'Category', cell: (rule) => <Category rule={rule} worldId={worldId} /> },
  { id: 'band', header: 'Unit price', cell: (rule) => <span className="jw-number">{bandText(rule)}</span> },
  { id: 'whom', header: 'Account', cell: (rule) => <Whom {...rule} /> },
  { id: 'since', header: 'Added', nowrap: true, cell: ({ createdAt }) => <Instant at={createdAt} /> },
  {
    id: 'actions',
    header: 'Actions',
    headerHidden: true,
    align: 'right',
    cell: (rule) => <RemoveButton rule={rule} onRemove={onRemove} />,
  },
];

function RuleCard({ rule, worldId, onRemove }: RuleProps & { readonly onRemove: Remove }) {
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <RuleName rule={rule} />
        <Rate rule={rule} />
      </Group>
      <Text size="sm" component="div">
        <Category rule={rule} worldId={worldId} /> · {bandText(rule)}
      </Text>
      <Group justify="space-between" wrap="nowrap">
        <Text size="xs" c="dimmed" component="div">
          <Whom {...rule} /> · added <Instant at={rule.createdAt} />
        </Text>
        <RemoveButton rule={rule} onRemove={onRemove} />
      </Group>
    </Stack>
  );
}

interface RemoveDialogProps {
  readonly worldId: string;
  readonly rule: CommissionRule | undefined;
  readonly onClose: () => void;
}

function RemoveDialog({ worldId, rule, onClose }: RemoveDialogProps) {
  const remove = useRemoveCommissionRule(worldId);
  const shown = useLast(rule);
  const close = () => {
    remove.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={rule !== undefined}
      title="Remove the rule"
      confirmLabel="Remove"
      busy={remove.isPending}
      failure={failureOf(remove.error)}
      onConfirm={() => rule !== undefined && remove.mutate(rule.id, { onSuccess: close })}
      onClose={close}
    >
      <Stack gap="xs">
        {shown !== undefined && (
          <Group gap="xs">
            <RuleName rule={shown} /> <Rate rule={shown} />
          </Group>
        )}
        Orders placed from now on go without it; those placed before keep their fees.
      </Stack>
    </ConfirmDialog>
  );
}

function Content({ world }: { readonly world: World }) {
  const rules = useCommissionRules(world.id);
  const [adding, add] = useDisclosure(false);
  const [removing, remove] = useState<CommissionRule>();
  const columns = useMemo(() => columnsOf(world.id, remove), [world.id]);
  const button = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add.open}>
      New rule
    </Button>
  );
  return (
    <>
      <WorldHeader
        world={world}
        tabTitle={`Commission rules of ${world.name}`}
        actions={(rules.rows?.length ?? 0) > 0 && button}
      />
      <Text size="sm" c="dimmed">
        What the marketplace keeps of each sale: 15 % of the price where no base rule fits, and what comes on top.
      </Text>
      <DataTable
        label="Commission rules"
        columns={columns}
        rows={rules.rows}
        rowId={rowId}
        card={(rule) => <RuleCard rule={rule} worldId={world.id} onRemove={remove} />}
        failure={failureOf(rules.query.error)}
        onRetry={() => void rules.query.refetch()}
        empty={
          <EmptyPanel title="Everybody pays 15 %" icon={<IconPercentage size={26} aria-hidden />} action={button}>
            Add a rule for another base commission, for what comes on top of it, or for giving way.
          </EmptyPanel>
        }
        more={rules.more}
      />
      <AddCommissionRuleDialog worldId={world.id} opened={adding} onClose={add.close} />
      <RemoveDialog worldId={world.id} rule={removing} onClose={() => remove(undefined)} />
    </>
  );
}

export function CommissionRulesPage(): ReactNode {
  const { worldId } = route.useParams();
  return <WithWorld worldId={worldId}>{(world) => <Content world={world} />}</WithWorld>;
}
