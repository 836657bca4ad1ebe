/** Owns the page of what merchants may not sell in a world. */
import type { ListingRule, World } from '@jetway/marketplace-api';
import { type Column, StatusChip } from '@jetway/ui';
import { Code, Group, Stack, Text } from '@mantine/core';
import { IconBan } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { BrowseNodeName } from '../taxonomies/index.ts';
import { Whom, WorldRules } from '../world-rules/index.ts';
import { WithWorld, WorldTimeProvider } from '../worlds/index.ts';
import { AddListingRuleDialog } from './add-rule-dialog.tsx';
import { useListingRules, useRemoveListingRule } from './listing-rules.queries.ts';
import { effectWords } from './listing-rules.ts';

const route = getRouteApi('/shell/worlds/$worldId/listing-rules');

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

const columnsOf = (worldId: string): readonly Column<ListingRule>[] => [
  { id: 'what', header: 'What may not be sold', cell: (rule) => <Subject rule={rule} worldId={worldId} /> },
  { id: 'effect', header: 'What follows', cell: (rule) => <EffectChip rule={rule} /> },
  { id: 'whom', header: 'By whom', cell: (rule) => <Whom rule={rule} /> },
  { id: 'reason', header: 'Reason', cell: ({ reason }) => (reason === '' ? '–' : reason) },
];

function RuleCard({ rule, worldId }: RuleProps) {
  return (
    <>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Subject rule={rule} worldId={worldId} />
        <EffectChip rule={rule} />
      </Group>
      {rule.reason !== '' && <Text size="sm">{rule.reason}</Text>}
    </>
  );
}

function Content({ world }: { readonly world: World }) {
  const worldId = world.id;
  const columns = useMemo(() => columnsOf(worldId), [worldId]);
  return (
    <WorldRules
      world={world}
      name="Listing rules"
      about="What merchants may not sell here. A rule that comes or goes has what is on sale looked at again."
      rules={useListingRules(worldId)}
      columns={columns}
      card={(rule) => <RuleCard rule={rule} worldId={worldId} />}
      empty={{
        title: 'Everything may be sold',
        text: 'Forbid a SKU, a brand or a browse node, to one merchant or to all.',
        icon: <IconBan size={26} aria-hidden />,
      }}
      remove={useRemoveListingRule(worldId)}
      removal={(rule) => (
        <>
          <Subject rule={rule} worldId={worldId} />
          What only this rule forbade is looked at again, and goes on sale when nothing else speaks against it.
        </>
      )}
      addDialog={(opened, onClose) => <AddListingRuleDialog worldId={worldId} opened={opened} onClose={onClose} />}
    />
  );
}

export function ListingRulesPage(): ReactNode {
  const { worldId } = route.useParams();
  return (
    <WithWorld worldId={worldId}>
      {(world, readAt) => (
        <WorldTimeProvider world={world} readAt={readAt}>
          <Content world={world} />
        </WorldTimeProvider>
      )}
    </WithWorld>
  );
}
