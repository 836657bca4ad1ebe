/** Owns the page that lists taxonomies. */
import type { Taxonomy } from '@jetway/marketplace-api';
import { type Column, DataTable, EmptyPanel, failureOf, Instant, PageHeader } from '@jetway/ui';
import { Anchor, Group, Stack, Text } from '@mantine/core';
import { IconBinaryTree2 } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTaxonomies } from './taxonomies.queries.ts';
import { counted } from './taxonomies.ts';
import { OddChip, StateChip, WorldLinks } from './taxonomy-parts.tsx';

const rowId = ({ id }: Taxonomy): string => id;

function TaxonomyLink({ taxonomy }: { readonly taxonomy: Taxonomy }) {
  return (
    <Anchor
      size="sm"
      fw={600}
      style={{ overflowWrap: 'anywhere' }}
      renderRoot={(props) => <Link to="/taxonomies/$taxonomyId" params={{ taxonomyId: taxonomy.id }} {...props} />}
    >
      {taxonomy.name}
    </Anchor>
  );
}

const columns: readonly Column<Taxonomy>[] = [
  { id: 'name', header: 'Taxonomy', cell: (taxonomy) => <TaxonomyLink taxonomy={taxonomy} /> },
  { id: 'state', header: 'State', cell: (taxonomy) => <StateChip taxonomy={taxonomy} /> },
  { id: 'nodes', header: 'Browse nodes', align: 'right', cell: ({ nodes }) => nodes.toLocaleString() },
  { id: 'attributes', header: 'Attributes', align: 'right', cell: ({ attributes }) => attributes.toLocaleString() },
  { id: 'values', header: 'Values', align: 'right', cell: ({ values }) => values.toLocaleString() },
  { id: 'odd', header: 'Odd rows', align: 'right', cell: (taxonomy) => <OddChip taxonomy={taxonomy} /> },
  { id: 'worlds', header: 'Worlds that go by it', cell: ({ worldIds }) => <WorldLinks worldIds={worldIds} /> },
  { id: 'created', header: 'Made', nowrap: true, cell: ({ createdAt }) => <Instant at={createdAt} /> },
];

function TaxonomyCard({ taxonomy }: { readonly taxonomy: Taxonomy }) {
  const odd = taxonomy.oddRows.length > 0;
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap">
        <TaxonomyLink taxonomy={taxonomy} />
        <StateChip taxonomy={taxonomy} />
      </Group>
      <Text size="xs" c="dimmed" className="jw-number">
        {counted(taxonomy.nodes, 'browse node', 'browse nodes')} ·{' '}
        {counted(taxonomy.attributes, 'attribute', 'attributes')} · {counted(taxonomy.values, 'value', 'values')}
      </Text>
      {odd && (
        <Text size="xs" component="div">
          Odd rows <OddChip taxonomy={taxonomy} />
        </Text>
      )}
      <Group gap="xs" align="flex-start" wrap="nowrap">
        <Text size="sm" c="dimmed">
          Worlds:
        </Text>
        <WorldLinks worldIds={taxonomy.worldIds} />
      </Group>
    </Stack>
  );
}

export function TaxonomiesPage(): ReactNode {
  const taxonomies = useTaxonomies();
  const navigate = useNavigate();
  return (
    <Stack gap="sm">
      <PageHeader
        title="Taxonomies"
        description="Trees of browse nodes with their attributes. Each world goes by one; another is taken in with “jetway marketplace taxonomy import”."
      />
      <DataTable
        label="Taxonomies"
        columns={columns}
        rows={taxonomies.data}
        rowId={rowId}
        onOpen={({ id }) => void navigate({ to: '/taxonomies/$taxonomyId', params: { taxonomyId: id } })}
        card={(taxonomy) => <TaxonomyCard taxonomy={taxonomy} />}
        failure={failureOf(taxonomies.error)}
        onRetry={() => void taxonomies.refetch()}
        empty={
          <EmptyPanel title="No taxonomy yet" icon={<IconBinaryTree2 size={26} aria-hidden />}>
            The default comes with the program when the marketplace starts.
          </EmptyPanel>
        }
      />
    </Stack>
  );
}
