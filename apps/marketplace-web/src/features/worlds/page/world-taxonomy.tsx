/** Owns telling which taxonomy a world goes by. */
import { FailureAlert, failureOf, LoadingLines, Section } from '@jetway/ui';
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTaxonomies } from '../../taxonomies/index.ts';

export function WorldTaxonomy({ worldId }: { readonly worldId: string }) {
  const taxonomies = useTaxonomies();
  const failure = failureOf(taxonomies.error);
  const own = taxonomies.data?.find(({ worldIds }) => worldIds.includes(worldId));
  return (
    <Section title="Taxonomy">
      {taxonomies.data === undefined && failure !== undefined && (
        <FailureAlert failure={failure} onRetry={() => void taxonomies.refetch()} />
      )}
      {taxonomies.data === undefined && failure === undefined && <LoadingLines count={1} />}
      {own !== undefined && (
        <Anchor
          size="sm"
          fw={600}
          renderRoot={(props) => <Link to="/taxonomies/$taxonomyId" params={{ taxonomyId: own.id }} {...props} />}
        >
          {own.name}
        </Anchor>
      )}
      {taxonomies.data !== undefined && own === undefined && (
        <Text size="sm" c="dimmed">
          None: no browse node is known here.
        </Text>
      )}
    </Section>
  );
}
