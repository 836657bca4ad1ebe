/** Owns how taxonomies look wherever they stand: state, odd rows, and the worlds that go by them. */
import type { Taxonomy } from '@jetway/marketplace-api';
import { StatusChip } from '@jetway/ui';
import { Anchor, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useWorlds } from '../worlds/index.ts';
import { oddCount, stateWords } from './taxonomies.ts';

export function StateChip({ taxonomy }: { readonly taxonomy: Taxonomy }) {
  const { name, tone, means } = stateWords[taxonomy.state];
  return (
    <StatusChip tone={tone} hint={means}>
      {name}
    </StatusChip>
  );
}

export function OddChip({ taxonomy }: { readonly taxonomy: Taxonomy }) {
  const count = oddCount(taxonomy);
  if (count === 0) return <>–</>;
  return (
    <StatusChip
      tone="warning"
      icon={<IconAlertTriangle aria-hidden />}
      hint="Rows of the import that were left out, or taken although they are odd"
    >
      {count.toLocaleString()}
    </StatusChip>
  );
}

/** A live world and a few test worlds; the rest is counted. */
const MOST_SHOWN = 5;

export function WorldLinks({ worldIds }: { readonly worldIds: readonly string[] }) {
  const worlds = useWorlds();
  if (worldIds.length === 0)
    return (
      <Text size="sm" c="dimmed">
        None
      </Text>
    );
  return (
    <Stack gap={2}>
      {worldIds.slice(0, MOST_SHOWN).map((worldId) => (
        <Anchor
          key={worldId}
          size="sm"
          renderRoot={(props) => <Link to="/worlds/$worldId" params={{ worldId }} {...props} />}
        >
          {worlds.data?.find(({ id }) => id === worldId)?.name ?? worldId}
        </Anchor>
      ))}
      {worldIds.length > MOST_SHOWN && (
        <Text size="xs" c="dimmed">
          and {(worldIds.length - MOST_SHOWN).toLocaleString()} more
        </Text>
      )}
    </Stack>
  );
}
