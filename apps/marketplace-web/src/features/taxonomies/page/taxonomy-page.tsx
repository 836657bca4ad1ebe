/** Owns the page of one taxonomy: what it holds, who goes by it, what was odd at the import, and its tree. */
import type { Taxonomy } from '@jetway/marketplace-api';
import { CopyText, EmptyPanel, Instant, KeyValues, LoadedPage, PageHeader, SearchField, Section } from '@jetway/ui';
import { Button, Group, Paper, Stack, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBinaryTree2, IconCheck } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { BackLink } from '../../../parts/back-link.tsx';
import { MainAndFacts } from '../../../parts/main-and-facts.tsx';
import { useTaxonomy, useTaxonomyNode } from '../taxonomies.queries.ts';
import { deleteRefusal, forceRefusal, parseTaxonomySearch } from '../taxonomies.ts';
import { StateChip, WorldLinks } from '../taxonomy-parts.tsx';
import { FoundNodes } from './found-nodes.tsx';
import { NodePanel } from './node-panel.tsx';
import { OddRowsSection } from './odd-rows.tsx';
import { DeleteTaxonomyDialog, PutInForceDialog } from './taxonomy-dialogs.tsx';
import { TaxonomyTree } from './taxonomy-tree.tsx';

const route = getRouteApi('/shell/taxonomies/$taxonomyId');

interface ActionProps {
  readonly label: string;
  /** Why it cannot be done; undefined when it can. */
  readonly refusal: string | undefined;
  readonly icon?: ReactNode;
  readonly onClick: () => void;
}

function Action({ label, refusal, icon, onClick }: ActionProps) {
  const refused = refusal === undefined ? {} : { 'data-disabled': true, 'aria-disabled': true };
  return (
    <Tooltip label={refusal} disabled={refusal === undefined} multiline maw={300}>
      <Button
        {...refused}
        variant={icon === undefined ? 'default' : 'filled'}
        leftSection={icon}
        onClick={() => {
          if (refusal === undefined) onClick();
        }}
      >
        {label}
      </Button>
    </Tooltip>
  );
}

function Actions({ taxonomy }: { readonly taxonomy: Taxonomy }) {
  const [putting, put] = useDisclosure(false);
  const [deleting, remove] = useDisclosure(false);
  return (
    <>
      <Action label="Delete …" refusal={deleteRefusal(taxonomy)} onClick={remove.open} />
      <Action
        label="Put in force …"
        refusal={forceRefusal(taxonomy)}
        icon={<IconCheck size={16} aria-hidden />}
        onClick={put.open}
      />
      <PutInForceDialog taxonomy={taxonomy} opened={putting} onClose={put.close} />
      <DeleteTaxonomyDialog taxonomy={taxonomy} opened={deleting} onClose={remove.close} />
    </>
  );
}

function Facts({ taxonomy }: { readonly taxonomy: Taxonomy }) {
  const number = (count: number) => <span className="jw-number">{count.toLocaleString()}</span>;
  return (
    <Section title="What it holds">
      <KeyValues
        labelWidth={150}
        items={[
          { label: 'Browse nodes', value: number(taxonomy.nodes) },
          { label: 'Attributes', value: number(taxonomy.attributes) },
          { label: 'Values of attributes', value: number(taxonomy.values) },
          { label: 'Attributes of nodes', value: number(taxonomy.nodeAttributes) },
          { label: 'Made', value: <Instant at={taxonomy.createdAt} /> },
        ]}
      />
      <Text size="xs" c="dimmed" component="div" mt="sm">
        Taxonomy <CopyText text={taxonomy.id} label="taxonomy id" />
      </Text>
    </Section>
  );
}

/** The nodes above one; a tree has three levels, so that there are two at most. */
function useAncestors(taxonomyId: string, nodeId: number | undefined): ReadonlySet<number> {
  const node = useTaxonomyNode(taxonomyId, nodeId);
  const above = node.data?.parentId || undefined;
  const parent = useTaxonomyNode(taxonomyId, above);
  const top = parent.data?.parentId || undefined;
  return useMemo(() => new Set([above, top].filter((id) => id !== undefined)), [above, top]);
}

function Nodes({ taxonomy }: { readonly taxonomy: Taxonomy }) {
  const search = route.useSearch();
  const navigate = useNavigate();
  const ancestors = useAncestors(taxonomy.id, search.node);
  const go = (change: Readonly<Record<string, unknown>>, replace: boolean) =>
    void navigate({
      to: '/taxonomies/$taxonomyId',
      params: { taxonomyId: taxonomy.id },
      search: parseTaxonomySearch({ ...search, ...change }),
      replace,
      resetScroll: false,
    });
  const open = (node: number | undefined) => go({ node }, false);
  return (
    <Stack gap="sm" component="section" aria-label="Browse nodes">
      <Group>
        <SearchField
          label="Find browse nodes"
          placeholder="Part of a node’s name"
          value={search.search ?? ''}
          onChange={(typed) => go({ search: typed }, true)}
        />
      </Group>
      {search.search === undefined ? (
        <Paper withBorder radius="md" style={{ borderColor: 'var(--jw-line)' }}>
          <TaxonomyTree
            taxonomyId={taxonomy.id}
            openId={search.node}
            ancestors={ancestors}
            onOpen={open}
            empty={
              <EmptyPanel title="No browse node" icon={<IconBinaryTree2 size={26} aria-hidden />}>
                {taxonomy.state === 'loading' ? 'None was taken in so far.' : 'Nothing was imported into it.'}
              </EmptyPanel>
            }
          />
        </Paper>
      ) : (
        <FoundNodes taxonomyId={taxonomy.id} search={search.search} openId={search.node} onOpen={open} />
      )}
      {search.node !== undefined && (
        <NodePanel taxonomyId={taxonomy.id} nodeId={search.node} onClose={() => open(undefined)} />
      )}
    </Stack>
  );
}

function Content({ taxonomy }: { readonly taxonomy: Taxonomy }) {
  return (
    <Stack gap="md">
      <PageHeader
        back={<BackLink label="Taxonomies" to="/taxonomies" />}
        tabTitle={`Taxonomy ${taxonomy.name}`}
        title={
          <Group gap={8} component="span">
            {taxonomy.name}
            <StateChip taxonomy={taxonomy} />
          </Group>
        }
        actions={<Actions taxonomy={taxonomy} />}
      />
      <MainAndFacts
        main={<Nodes taxonomy={taxonomy} />}
        facts={
          <>
            <Section title="Worlds that go by it">
              <WorldLinks worldIds={taxonomy.worldIds} />
            </Section>
            <OddRowsSection oddRows={taxonomy.oddRows} />
            <Facts taxonomy={taxonomy} />
          </>
        }
      />
    </Stack>
  );
}

export function TaxonomyPage(): ReactNode {
  const { taxonomyId } = route.useParams();
  const taxonomy = useTaxonomy(taxonomyId);
  return (
    <LoadedPage asked={taxonomy} title="Taxonomy" back={<BackLink label="Taxonomies" to="/taxonomies" />}>
      {(data) => <Content taxonomy={data} />}
    </LoadedPage>
  );
}
