/** Owns the page that shows how the connections work. */
import { EmptyPanel, failureOf, Loaded, LoadingLines, PageHeader } from '@jetway/ui';
import { Button, Stack } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useConnections } from '../connections/index.ts';
import { AuditSection } from './audit-section.tsx';
import { ConnectionCard } from './connection-card.tsx';
import { RunPanel } from './run-panel.tsx';
import { RunsTable } from './runs-table.tsx';
import { parseSyncSearch, type SyncSearch } from './sync.ts';

const route = getRouteApi('/shell/sync');

export function SyncPage(): ReactNode {
  const search = route.useSearch();
  const navigate = useNavigate();
  const connections = useConnections();
  const change = (part: Partial<Record<keyof SyncSearch, string | undefined>>) =>
    void navigate({ to: '/sync', search: parseSyncSearch({ ...search, ...part }), replace: true, resetScroll: false });
  return (
    <Stack gap="lg">
      <PageHeader title="Sync" description="How the channels are read and what is sent to them." />
      <Loaded
        data={connections.data}
        failure={failureOf(connections.error)}
        onRetry={() => void connections.refetch()}
        loading={<LoadingLines count={6} />}
      >
        {(found) =>
          found.length === 0 ? (
            <EmptyPanel
              title="Nothing is connected"
              icon={<IconPlugConnected size={26} aria-hidden />}
              action={
                <Button renderRoot={(props) => <Link to="/settings/channels" {...props} />}>Connect a channel</Button>
              }
            >
              Connect your account at a marketplace; then its orders are read here.
            </EmptyPanel>
          ) : (
            <Stack gap="lg">
              {found.map((connection) => (
                <ConnectionCard key={connection.id} connection={connection} />
              ))}
              <RunsTable search={search} connections={found} onChange={change} />
              <AuditSection />
            </Stack>
          )
        }
      </Loaded>
      {search.run !== undefined && <RunPanel runId={search.run} onClose={() => change({ run: undefined })} />}
    </Stack>
  );
}
