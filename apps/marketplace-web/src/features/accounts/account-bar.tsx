/** Owns the bar above an account's pages: merchant, the switch between live and test, the clock, and the pages. */
import type { Account } from '@jetway/marketplace-api';
import { type Shortcut, StatusChip, useShortcuts } from '@jetway/ui';
import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconClockEdit } from '@tabler/icons-react';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { PageLink, PageLinks } from '../../parts/page-links.tsx';
import { clockRefusal, MoveClockDialog, WorldClock } from '../worlds/index.ts';
import classes from './account-bar.module.css';
import { useAccountInWorld } from './account-context.tsx';
import { accountPages } from './account-pages.ts';

function KindSwitch({ account, sibling }: { readonly account: Account; readonly sibling: Account | undefined }) {
  return (
    <nav className={classes['switch']} aria-label="Live or test account">
      {(['live', 'test'] as const).map((kind) =>
        kind === account.kind ? (
          <span key={kind} className={classes['choice']} data-chosen={kind} aria-current="true">
            {kind.toUpperCase()}
          </span>
        ) : (
          sibling !== undefined && (
            <Link
              key={kind}
              className={classes['choice']}
              to="/accounts/$accountId/orders"
              params={{ accountId: sibling.id }}
            >
              {kind.toUpperCase()}
            </Link>
          )
        ),
      )}
    </nav>
  );
}

function Clock({ onMove }: { readonly onMove: () => void }) {
  const { world } = useAccountInWorld();
  const refusal = clockRefusal(world);
  return (
    <Group gap="sm" wrap="nowrap">
      <Link to="/worlds/$worldId" params={{ worldId: world.id }} style={{ color: 'inherit', textDecoration: 'none' }}>
        <WorldClock rate={world.rate} />
      </Link>
      <Tooltip label={refusal ?? 'Move the clock'} multiline maw={300}>
        <ActionIcon
          variant="default"
          size={36}
          aria-label="Move the clock"
          aria-disabled={refusal !== undefined}
          {...(refusal === undefined ? {} : { 'data-disabled': true })}
          onClick={onMove}
        >
          <IconClockEdit size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

function usePageKeys(accountId: string, moveClock: () => void): void {
  const navigate = useNavigate();
  const shortcuts = useMemo<Shortcut[]>(() => {
    const params = { accountId };
    const group = 'This account';
    return [
      ...accountPages.map(({ name, to, keys }) => ({
        keys,
        description: name,
        group,
        run: () => void navigate({ to, params }),
      })),
      { keys: 'm', description: 'Move the clock', group, run: moveClock },
    ];
  }, [accountId, navigate, moveClock]);
  useShortcuts(shortcuts);
}

export interface AccountBarProps {
  /** The other account of the merchant. */
  readonly sibling: Account | undefined;
  /** The server does not answer any more; what is shown may be old. */
  readonly isStale: boolean;
}

export function AccountBar({ sibling, isStale }: AccountBarProps) {
  const { account, world } = useAccountInWorld();
  const [moving, move] = useDisclosure(false);
  usePageKeys(account.id, move.open);
  const pathname = useLocation({ select: (location) => location.pathname });
  const params = { accountId: account.id };
  return (
    <div>
      <div className={classes['bar']}>
        <Group gap="sm">
          <span className={classes['name']}>{account.merchantName}</span>
          <KindSwitch account={account} sibling={sibling} />
          <span role="status">
            {isStale && (
              <StatusChip tone="warning" hint="What you see may be old; the page goes on asking.">
                The marketplace does not answer
              </StatusChip>
            )}
          </span>
        </Group>
        <Clock onMove={move.open} />
      </div>
      <PageLinks label="Pages of the account" shown={pathname}>
        {accountPages.map(({ name, to }) => (
          <PageLink key={to} to={to} params={params}>
            {name}
          </PageLink>
        ))}
      </PageLinks>
      <MoveClockDialog world={world} opened={moving} onClose={move.close} />
    </div>
  );
}
