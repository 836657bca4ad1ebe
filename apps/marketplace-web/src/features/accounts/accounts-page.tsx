/** Owns the page that lists merchants with their live and test accounts. */
import type { Account } from '@jetway/marketplace-api';
import { DataTable, EmptyPanel, failureOf, PageHeader, SearchField } from '@jetway/ui';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBuildingStore, IconPlus } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { AccountCard, accountColumns, RotateButton } from './account-columns.tsx';
import { useAccounts } from './accounts.queries.ts';
import { findAccounts, orderAccounts, parseAccountsSearch } from './accounts.ts';
import { CreateMerchantDialog } from './create-merchant-dialog.tsx';
import { RotateSecretDialog } from './rotate-secret-dialog.tsx';

const route = getRouteApi('/shell/accounts');
const rowId = (account: Account): string => account.id;

function Empty({ search, add }: { readonly search: string; readonly add: ReactNode }) {
  if (search !== '')
    return <EmptyPanel title="No account fits">Try fewer letters of the merchant’s name, API user or id.</EmptyPanel>;
  return (
    <EmptyPanel title="No merchant yet" icon={<IconBuildingStore size={26} aria-hidden />} action={add}>
      Add one to get an API user and a secret for its live and its test account.
    </EmptyPanel>
  );
}

function useShownAccounts(search: string) {
  const accounts = useAccounts();
  const rows = useMemo(
    () => (accounts.data === undefined ? undefined : findAccounts(orderAccounts(accounts.data), search)),
    [accounts.data, search],
  );
  return { accounts, rows };
}

export function AccountsPage(): ReactNode {
  const { search = '' } = route.useSearch();
  const navigate = useNavigate();
  const { accounts, rows } = useShownAccounts(search);
  const [adding, add] = useDisclosure(false);
  const [rotating, setRotating] = useState<Account>();
  const columns = useMemo(() => accountColumns(setRotating), []);
  const addButton = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add.open}>
      Add merchant
    </Button>
  );
  const all = accounts.data?.length ?? 0;
  return (
    <Stack gap="sm">
      <PageHeader title="Accounts" description="Merchants, each with a live and a test account." actions={addButton} />
      {all > 0 && (
        <Group justify="space-between">
          <SearchField
            label="Find accounts"
            placeholder="Merchant, API user or id"
            value={search}
            onChange={(typed) =>
              void navigate({ to: '/accounts', search: parseAccountsSearch({ search: typed }), replace: true })
            }
          />
          <Text size="sm" c="dimmed" className="jw-number">
            {(rows?.length ?? 0).toLocaleString()} of {all.toLocaleString()} accounts
          </Text>
        </Group>
      )}
      <DataTable
        label="Accounts"
        columns={columns}
        rows={rows}
        rowId={rowId}
        onOpen={({ id }) => void navigate({ to: '/accounts/$accountId/orders', params: { accountId: id } })}
        card={(account) => (
          <AccountCard account={account} actions={<RotateButton account={account} onRotate={setRotating} />} />
        )}
        failure={failureOf(accounts.error)}
        onRetry={() => void accounts.refetch()}
        empty={<Empty search={search} add={addButton} />}
      />
      <CreateMerchantDialog opened={adding} onClose={add.close} />
      <RotateSecretDialog account={rotating} onClose={() => setRotating(undefined)} />
    </Stack>
  );
}
