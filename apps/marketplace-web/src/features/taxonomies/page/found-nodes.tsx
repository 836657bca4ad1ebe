/** Owns the browse nodes that a search finds, each with its place in the tree. */
import type { PlacedNode } from '@jetway/marketplace-api';
import { type Column, DataTable, EmptyPanel, failureOf, StatusChip } from '@jetway/ui';
import { Group, Stack, Text } from '@mantine/core';
import { useTaxonomyNodes } from '../taxonomies.queries.ts';

const rowId = ({ id }: PlacedNode): string => String(id);

function NodeTitle({ node }: { readonly node: PlacedNode }) {
  return (
    <Stack gap={0}>
      <Group gap={6}>
        <Text size="sm" fw={600}>
          {node.name}
        </Text>
        {!node.active && <StatusChip tone="neutral">Inactive</StatusChip>}
      </Group>
      <Text size="xs" c="dimmed">
        {node.path}
      </Text>
    </Stack>
  );
}

const columns: readonly Column<PlacedNode>[] = [
  { id: 'node', header: 'Browse node', cell: (node) => <NodeTitle node={node} /> },
  {
    id: 'code',
    header: 'Tax code',
    cell: ({ suggestedTaxCode }) => (suggestedTaxCode === '' ? '–' : suggestedTaxCode),
  },
  { id: 'children', header: 'Below it', align: 'right', cell: ({ children }) => children.toLocaleString() },
  { id: 'id', header: 'Id', align: 'right', cell: ({ id }) => id },
];

export interface FoundNodesProps {
  readonly taxonomyId: string;
  readonly search: string;
  readonly openId: number | undefined;
  readonly onOpen: (nodeId: number) => void;
}

export function FoundNodes({ taxonomyId, search, openId, onOpen }: FoundNodesProps) {
  const nodes = useTaxonomyNodes(taxonomyId, { search });
  return (
    <DataTable
      label="Browse nodes found"
      columns={columns}
      rows={nodes.rows}
      isOld={nodes.isOld}
      rowId={rowId}
      openId={openId === undefined ? undefined : String(openId)}
      onOpen={({ id }) => onOpen(id)}
      card={(node) => <NodeTitle node={node} />}
      failure={failureOf(nodes.query.error)}
      onRetry={() => void nodes.query.refetch()}
      empty={<EmptyPanel title="No browse node fits">A search looks for the letters within a node’s name.</EmptyPanel>}
      more={nodes.more}
    />
  );
}
