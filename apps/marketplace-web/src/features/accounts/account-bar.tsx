/** Owns the bar above an account's pages: merchant, the switch between live and test, the clock, and the pages. */
import type { Account } from '@jetway/marketplace-api';
import { type Shortcut, StatusChip, useShortcuts } from '@jetway/ui';
import { ActionIcon, Group, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconClockEdit } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { clockRefusal, MoveClockDialog, WorldClock } from '../worlds/index.ts';
import classes from './account-bar.module.css';
import { useAccountInWorld } from './account-context.tsx';

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
    const entry = (keys: string, description: string, run: () => void) => ({
      keys,
      description,
      group: 'This account',
      run,
    });
    return [
      entry('g o', 'Orders', () => void navigate({ to: '/accounts/$accountId/orders', params })),
      entry('g r', 'Returns', () => void navigate({ to: '/accounts/$accountId/returns', params })),
      entry('g e', 'Refunds', () => void navigate({ to: '/accounts/$accountId/refunds', params })),
      entry('g k', 'SKUs', () => void navigate({ to: '/accounts/$accountId/skus', params })),
      entry('g i', 'Files', () => void navigate({ to: '/accounts/$accountId/files', params })),
      entry('g n', 'Nodes', () => void navigate({ to: '/accounts/$accountId/nodes', params })),
      entry('g m', 'Settlement', () => void navigate({ to: '/accounts/$accountId/settlements', params })),
      entry('g l', 'API log', () => void navigate({ to: '/accounts/$accountId/log', params })),
      entry('g f', 'Faults and limits', () => void navigate({ to: '/accounts/$accountId/faults', params })),
      entry('g h', 'Webhooks', () => void navigate({ to: '/accounts/$accountId/webhooks', params })),
      entry('g b', 'Onboarding', () => void navigate({ to: '/accounts/$accountId/onboarding', params })),
      entry('m', 'Move the clock', moveClock),
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
      <nav className={classes['pages']} aria-label="Pages of the account">
        <Link className={classes['page']} to="/accounts/$accountId/orders" params={params}>
          Orders
        </Link>
        <Link className={classes['page']} to="/accounts/$accountId/returns" params={params}>
          Returns
        </Link>
        <Link className={classes['page']} to="/accounts/$accountId/refunds" params={params}>
          Refunds
        </Link>
        <Link className={classes['page']} to="/accounts/$accountId/skus" params={params}>
          SKUs
        </Link>
        <Link className={classes['page']} to="/accounts/$accountId/files" params={params}>
          Files
        </Link>
        <Link className={classes['page']} to="/accounts/$accountId/nodes" params={params}>
          Nodes
        </Link>
        <Link className={classes['page']} to="/accounts/$accountId/settlements" params={params}>
          Settlement
        </Link>
        <Link className={classes['page']} to="/accounts/$accountId/log" params={params}>
          API log
        </Link>
        <Link className={classes['page']} to="/accounts/$accountId/faults" params={params}>
          Faults and limits
        </Link>
        <Link className={classes['page']} to="/accounts/$accountId/webhooks" params={params}>
          Webhooks
        </Link>
        <Link className={classes['page']} to="/accounts/$accountId/onboarding" params={params}>
          Onboarding
        </Link>
      </nav>
      <MoveClockDialog world={world} opened={moving} onClose={move.close} />
    </div>
  );
}
