/** Owns the banner that tells everybody when a connection is not doing its work. */
import type { Connection } from '@jetway/oms-api';
import { Button, Group, Text } from '@mantine/core';
import { IconEye, IconHandStop, IconPlugConnectedX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../session/index.ts';
import classes from './connection-banner.module.css';
import { useConnections } from './connections.queries.ts';
import { type ConnectionNotice, connectionNotices } from './connections.ts';
import { SwitchDialog } from './switch-dialog.tsx';

const icons = { danger: IconPlugConnectedX, warning: IconHandStop, info: IconEye };

function NoticeAction({ notice, onSwitch }: { readonly notice: ConnectionNotice; readonly onSwitch: () => void }) {
  const may = useMay();
  const { connection, kind } = notice;
  if (kind === 'refused' && may('changeConnection'))
    return (
      <Button
        size="compact-sm"
        variant="default"
        renderRoot={(props) => (
          <Link to="/settings/channels/$connectionId" params={{ connectionId: connection.id }} {...props} />
        )}
      >
        Open settings
      </Button>
    );
  if ((kind === 'watch' || kind === 'stopped') && may('switchConnection'))
    return (
      <Button size="compact-sm" variant="default" onClick={() => onSwitch()}>
        Switch on …
      </Button>
    );
  return null;
}

function Notice({ notice, others }: { readonly notice: ConnectionNotice; readonly others: number }) {
  const [asked, setAsked] = useState<Connection>();
  const Icon = icons[notice.tone];
  return (
    <div className={classes['banner']} data-tone={notice.tone} role="status">
      <Group gap="sm" align="center">
        <Icon size={18} aria-hidden style={{ flex: 'none' }} />
        <Text size="sm" style={{ flex: '1 1 260px', minWidth: 0 }}>
          <b>{notice.title}.</b> {notice.text}
        </Text>
        <NoticeAction notice={notice} onSwitch={() => setAsked(notice.connection)} />
        <Link to="/sync" className={classes['link']}>
          {others === 0 ? 'Sync' : `and ${others} more`}
        </Link>
      </Group>
      <SwitchDialog
        connection={asked ?? notice.connection}
        mode={asked === undefined ? undefined : 'live'}
        onClose={() => setAsked(undefined)}
      />
    </div>
  );
}

export function ConnectionBanner() {
  const connections = useConnections();
  const may = useMay();
  const notices = connectionNotices(connections.data ?? []);
  const [first] = notices;
  if (first !== undefined) return <Notice notice={first} others={notices.length - 1} />;
  if (connections.data?.length !== 0 || !may('createConnection')) return null;
  return (
    <div className={classes['banner']} data-tone="info" role="status">
      <Group gap="sm" wrap="nowrap">
        <IconPlugConnectedX size={18} aria-hidden style={{ flex: 'none' }} />
        <Text size="sm" style={{ flex: 1 }}>
          <b>No channel is connected yet.</b> Connect your Jet account, and its orders arrive here.
        </Text>
        <Link to="/settings/channels" className={classes['link']}>
          Connect a channel
        </Link>
      </Group>
    </div>
  );
}
