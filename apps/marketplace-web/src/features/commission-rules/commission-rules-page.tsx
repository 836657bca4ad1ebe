/** Owns the page of what the marketplace keeps of sales in a world. */
import type { CommissionRule, World } from '@jetway/marketplace-api';
import { type Column, StatusChip } from '@jetway/ui';
import { Group, Text } from '@mantine/core';
import { IconPercentage } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { BrowseNodeName } from '../taxonomies/index.ts';
import { Whom, WorldRules } from '../world-rules/index.ts';
import { WithWorld } from '../worlds/index.ts';
import { AddCommissionRuleDialog } from './add-rule-dialog.tsx';
import { useCommissionRules, useRemoveCommissionRule } from './commission-rules.queries.ts';
import { bandText, kindWords, rateText } from './commission-rules.ts';

const route = getRouteApi('/shell/worlds/$worldId/commission-rules');

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

function Category({ rule: { browseNodeId }, worldId }: RuleProps) {
  if (browseNodeId === null) return <>Every category</>;
  return (
    <>
      <BrowseNodeName worldId={worldId} nodeId={browseNodeId} /> and below
    </>
  );
}

const columnsOf = (worldId: string): readonly Column<CommissionRule>[] => [
  { id: 'rule', header: 'Rule', cell: (rule) => <RuleName rule={rule} /> },
  { id: 'rate', header: 'Part of the price', align: 'right', cell: (rule) => <Rate rule={rule} /> },
  { id: 'category', header: 'Category', cell: (rule) => <Category rule={rule} worldId={worldId} /> },
  { id: 'band', header: 'Unit price', cell: (rule) => <span className="jw-number">{bandText(rule)}</span> },
  { id: 'whom', header: 'Account', cell: (rule) => <Whom rule={rule} /> },
];

function RuleCard({ rule, worldId }: RuleProps) {
  return (
    <>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <RuleName rule={rule} />
        <Rate rule={rule} />
      </Group>
      <Text size="sm" component="div">
        <Category rule={rule} worldId={worldId} /> · {bandText(rule)}
      </Text>
    </>
  );
}

function Content({ world }: { readonly world: World }) {
  const worldId = world.id;
  const columns = useMemo(() => columnsOf(worldId), [worldId]);
  return (
    <WorldRules
      world={world}
      name="Commission rules"
      about="What the marketplace keeps of each sale: 15 % of the price where no base rule fits, and what comes on top."
      rules={useCommissionRules(worldId)}
      columns={columns}
      card={(rule) => <RuleCard rule={rule} worldId={worldId} />}
      empty={{
        title: 'Everybody pays 15 %',
        text: 'Add a rule for another base commission, for what comes on top of it, or for giving way.',
        icon: <IconPercentage size={26} aria-hidden />,
      }}
      remove={useRemoveCommissionRule(worldId)}
      removal={(rule) => (
        <>
          <Group gap="xs">
            <RuleName rule={rule} /> <Rate rule={rule} />
          </Group>
          Orders placed from now on go without it; those placed before keep their fees.
        </>
      )}
      addDialog={(opened, onClose) => <AddCommissionRuleDialog worldId={worldId} opened={opened} onClose={onClose} />}
    />
  );
}

export function CommissionRulesPage(): ReactNode {
  const { worldId } = route.useParams();
  return <WithWorld worldId={worldId}>{(world) => <Content world={world} />}</WithWorld>;
}
