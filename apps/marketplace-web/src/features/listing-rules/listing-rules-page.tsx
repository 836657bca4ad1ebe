/** Owns the page of what merchants may not sell in a world. */
import type { ListingRule, World } from '@jetway/marketplace-api';
import { type Column, ConfirmDialog, DataTable, EmptyPanel, failureOf, Instant, StatusChip, useLast } from '@jetway/ui';
import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBan, IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { AccountName } from '../accounts/index.ts';
import { BrowseNodeName } from '../taxonomies/index.ts';
import { WithWorld, WorldHeader, WorldTimeProvider } from '../worlds/index.ts';
import { AddListingRuleDialog } from './add-rule-dialog.tsx';
import { useListingRules, useRemoveListingRule } from './listing-rules.queries.ts';
import { effectWords } from './listing-rules.ts';

const route = getRouteApi('/shell/worlds/$worldId/listing-rules');
const rowId = ({ id }: ListingRule): string => id;

function EffectChip({ rule }: { readonly rule: ListingRule }) {
  const { name, tone, means } = effectWords[rule.effect];
  return (
    <StatusChip tone={tone} hint={means}>
      {name}
    </StatusChip>
  );
}

interface RuleProps {
  readonly rule: ListingRule;
  readonly worldId: string;
}

/** Everything that is named; it must all fit. */
function Subject({ rule: { sku, brand, browseNodeId }, worldId }: RuleProps) {
  return (
    <Stack gap={2}>
      {sku !== null && (
        <Text size="sm" component="div">
          SKU <Code style={{ overflowWrap: 'anywhere' }}>{sku}</Code>
        </Text>
      )}
      {brand !== null && (
        <Text size="sm">
          Brand <strong>{brand}</strong>
        </Text>
      )}
      {browseNodeId !== null && (
        <Text size="sm" component="div">
          <BrowseNodeName worldId={worldId} nodeId={browseNodeId} /> and below
        </Text>
      )}
    </Stack>
  );
}

const Whom = ({ accountId }: Pick<ListingRule, 'accountId'>) =>
  accountId === null ? <>Every account</> : <AccountName accountId={accountId} />;

type Remove = (rule: ListingRule) => void;

function RemoveButton({ rule, onRemove }: { readonly rule: ListingRule; readonly onRemove: Remove }) {
  return (
    <Button size="compact-xs" variant="default" style={{ flex: 'none' }} onClick={() => onRemove(rule)}>
      Remove …
    </Button>
  );
}

const columnsOf = (worldId: string, onRemove: Remove): readonly Column<ListingRule>[] => [
  { id: 'what', header: 'What may not be sold', cell: (rule) => <Subject rule={rule} worldId={worldId} /> },
  { id: 'effect', header: 'What follows', cell: (rule) => <EffectChip rule={rule} /> },
  { id: 'whom', header: 'By whom', cell: (rule) => <Whom {...rule} /> },
  { id: 'reason', header: 'Reason', cell: ({ reason }) => (reason === '' ? '–' : reason) },
  { id: 'since', header: 'Since', nowrap: true, cell: ({ createdAt }) => <Instant at={createdAt} /> },
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
        <Subject rule={rule} worldId={worldId} />
        <EffectChip rule={rule} />
      </Group>
      {rule.reason !== '' && <Text size="sm">{rule.reason}</Text>}
      <Group justify="space-between" wrap="nowrap">
        <Text size="xs" c="dimmed" component="div">
          <Whom {...rule} /> · since <Instant at={rule.createdAt} />
        </Text>
        <RemoveButton rule={rule} onRemove={onRemove} />
      </Group>
    </Stack>
  );
}

interface RemoveDialogProps {
  readonly worldId: string;
  readonly rule: ListingRule | undefined;
  readonly onClose: () => void;
}

function RemoveDialog({ worldId, rule, onClose }: RemoveDialogProps) {
  const remove = useRemoveListingRule(worldId);
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
        {shown !== undefined && <Subject rule={shown} worldId={worldId} />}
        What only this rule forbade is looked at again, and goes on sale when nothing else speaks against it.
      </Stack>
    </ConfirmDialog>
  );
}

function Content({ world, readAt }: { readonly world: World; readonly readAt: number }) {
  const rules = useListingRules(world.id);
  const [adding, add] = useDisclosure(false);
  const [removing, remove] = useState<ListingRule>();
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
        tabTitle={`Listing rules of ${world.name}`}
        actions={(rules.rows?.length ?? 0) > 0 && button}
      />
      <Text size="sm" c="dimmed">
        What merchants may not sell here. A rule that comes or goes has what is on sale looked at again.
      </Text>
      <WorldTimeProvider world={world} readAt={readAt}>
        <DataTable
          label="Listing rules"
          columns={columns}
          rows={rules.rows}
          rowId={rowId}
          card={(rule) => <RuleCard rule={rule} worldId={world.id} onRemove={remove} />}
          failure={failureOf(rules.query.error)}
          onRetry={() => void rules.query.refetch()}
          empty={
            <EmptyPanel title="Everything may be sold" icon={<IconBan size={26} aria-hidden />} action={button}>
              Forbid a SKU, a brand or a browse node, to one merchant or to all.
            </EmptyPanel>
          }
          more={rules.more}
        />
        <RemoveDialog worldId={world.id} rule={removing} onClose={() => remove(undefined)} />
      </WorldTimeProvider>
      <AddListingRuleDialog worldId={world.id} opened={adding} onClose={add.close} />
    </>
  );
}

export function ListingRulesPage(): ReactNode {
  const { worldId } = route.useParams();
  return <WithWorld worldId={worldId}>{(world, readAt) => <Content world={world} readAt={readAt} />}</WithWorld>;
}
