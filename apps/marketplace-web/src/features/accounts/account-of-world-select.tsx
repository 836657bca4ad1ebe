/** Owns choosing one of a world's accounts, or none for all of them. */
import { Select } from '@mantine/core';
import { useAccounts } from './accounts.queries.ts';

export interface AccountOfWorldSelectProps {
  readonly worldId: string;
  readonly label: string;
  readonly description: string;
  readonly value: string | undefined;
  readonly error?: string | undefined;
  readonly onChange: (accountId: string | undefined) => void;
}

export function AccountOfWorldSelect({ worldId, value, onChange, ...words }: AccountOfWorldSelectProps) {
  const accounts = useAccounts();
  const own = (accounts.data ?? []).filter((account) => account.worldId === worldId);
  return (
    <Select
      {...words}
      searchable
      clearable
      placeholder="All accounts of the world"
      nothingFoundMessage="No such account in this world"
      maxDropdownHeight={220}
      data={own.map(({ id, merchantName }) => ({ value: id, label: merchantName }))}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}

/** An account's merchant, or its id while nobody knows better. */
export function AccountName({ accountId }: { readonly accountId: string }) {
  const { data } = useAccounts();
  return <span title={accountId}>{data?.find(({ id }) => id === accountId)?.merchantName ?? accountId}</span>;
}
