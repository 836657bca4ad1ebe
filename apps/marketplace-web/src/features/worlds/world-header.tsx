/** Owns the top of a world's pages: its name, live or test, and the pages that it has. */
import type { World } from '@jetway/marketplace-api';
import { LoadedPage, PageHeader } from '@jetway/ui';
import { Group, Stack } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { BackLink } from '../../parts/back-link.tsx';
import { KindChip } from '../../parts/kind-chip.tsx';
import { PageLink, PageLinks } from '../../parts/page-links.tsx';
import { useWorld } from './worlds.queries.ts';

export interface WorldHeaderProps {
  readonly world: World;
  /** In the browser's tab. */
  readonly tabTitle: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
}

export function WorldHeader({ world, ...header }: WorldHeaderProps) {
  const params = { worldId: world.id };
  const pathname = useLocation({ select: (location) => location.pathname });
  return (
    <div>
      <PageHeader
        {...header}
        back={<BackLink label="Worlds" to="/worlds" />}
        title={
          <Group gap={8} component="span">
            {world.name}
            <KindChip kind={world.kind} />
          </Group>
        }
      />
      <PageLinks label="Pages of the world" shown={pathname}>
        <PageLink to="/worlds/$worldId" params={params} activeOptions={{ exact: true }}>
          Clock and policy
        </PageLink>
        <PageLink to="/worlds/$worldId/listing-rules" params={params}>
          Listing rules
        </PageLink>
        <PageLink to="/worlds/$worldId/commission-rules" params={params}>
          Commission rules
        </PageLink>
      </PageLinks>
    </div>
  );
}

export interface WithWorldProps {
  readonly worldId: string;
  readonly children: (world: World, readAt: number) => ReactNode;
}

/** A page of a world, once the world is known. */
export function WithWorld({ worldId, children }: WithWorldProps) {
  const world = useWorld(worldId);
  return (
    <LoadedPage asked={world} title="World" back={<BackLink label="Worlds" to="/worlds" />}>
      {(data) => <Stack gap="md">{children(data, world.dataUpdatedAt)}</Stack>}
    </LoadedPage>
  );
}
