/** Owns naming a browse node of a world's taxonomy where only its number is known. */
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTaxonomyNode, useTaxonomyOfWorld } from './taxonomies.queries.ts';

export interface BrowseNodeNameProps {
  readonly worldId: string;
  readonly nodeId: number;
}

/** Its path, leading to the node; its number alone when the world's taxonomy has no such node. */
export function BrowseNodeName({ worldId, nodeId }: BrowseNodeNameProps) {
  const taxonomy = useTaxonomyOfWorld(worldId);
  const node = useTaxonomyNode(taxonomy?.id, nodeId);
  if (taxonomy === undefined || node.data === undefined)
    return (
      <span className="jw-number">
        Browse node {nodeId}
        {node.isError && (
          <Text span size="xs" c="dimmed">
            {' '}
            (not in this world’s taxonomy)
          </Text>
        )}
      </span>
    );
  return (
    <Anchor
      size="sm"
      title={`Browse node ${nodeId}`}
      renderRoot={(props) => (
        <Link to="/taxonomies/$taxonomyId" params={{ taxonomyId: taxonomy.id }} search={{ node: nodeId }} {...props} />
      )}
    >
      {node.data.path}
    </Anchor>
  );
}
