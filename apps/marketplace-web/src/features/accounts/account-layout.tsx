/** Owns what stands above the pages of one account: whose it is, live or test, its world's clock, and its pages. */
import { EmptyPanel, FailurePanel, failureOf, LoadingPage } from '@jetway/ui';
import { Button, Stack } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { getRouteApi, Link, Outlet } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { useWorld, WorldTimeProvider } from '../worlds/index.ts';
import { AccountBar } from './account-bar.tsx';
import { AccountProvider } from './account-context.tsx';
import { useAccounts } from './accounts.queries.ts';
import { siblingOf } from './accounts.ts';

const route = getRouteApi('/shell/accounts/$accountId');

function NoSuchAccount() {
  return (
    <EmptyPanel
      isPage
      title="There is no such account"
      icon={<IconMapOff size={26} aria-hidden />}
      action={
        <Button variant="default" renderRoot={(props) => <Link to="/accounts" {...props} />}>
          Go to the accounts
        </Button>
      }
    >
      The address may be mistyped, or belong to another marketplace.
    </EmptyPanel>
  );
}

export function AccountLayout(): ReactNode {
  const { accountId } = route.useParams();
  const accounts = useAccounts();
  const account = accounts.data?.find(({ id }) => id === accountId);
  const world = useWorld(account?.worldId);
  const value = useMemo(
    () => (account === undefined || world.data === undefined ? undefined : { account, world: world.data }),
    [account, world.data],
  );
  const sibling = useMemo(
    () => (account === undefined ? undefined : siblingOf(accounts.data ?? [], account)),
    [accounts.data, account],
  );
  if (accounts.data !== undefined && account === undefined) return <NoSuchAccount />;
  if (value === undefined) {
    const failure = failureOf(accounts.error ?? world.error);
    if (failure === undefined) return <LoadingPage />;
    const again = () => void (accounts.isError ? accounts : world).refetch();
    return <FailurePanel failure={failure} onRetry={again} />;
  }
  const isStale = accounts.isError && world.isError;
  return (
    <AccountProvider value={value}>
      <WorldTimeProvider world={value.world} readAt={world.dataUpdatedAt}>
        <Stack gap="md">
          <AccountBar sibling={sibling} isStale={isStale} />
          <Outlet />
        </Stack>
      </WorldTimeProvider>
    </AccountProvider>
  );
}
