/** Owns on which account stories are played, with which seed, and with which SKUs. */
import type { Account } from '@jetway/marketplace-api';
import { Checkbox, NumberInput, Select, SimpleGrid } from '@mantine/core';
import { DEFAULT_SEED, MOST_SEED, type ScenariosSearch } from './scenarios.ts';

export type SettingsChange = { readonly [K in keyof ScenariosSearch]?: ScenariosSearch[K] | undefined };

export interface PlaySettingsProps {
  readonly accounts: readonly Account[];
  readonly account: Account;
  readonly search: ScenariosSearch;
  /** What is being played was begun with these. */
  readonly isPlaying: boolean;
  readonly onChange: (change: SettingsChange) => void;
}

export function PlaySettings({ accounts, account, search, isPlaying, onChange }: PlaySettingsProps) {
  const playable = accounts.filter(({ kind }) => kind === 'test');
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
      <Select
        label="Test account"
        description="Its world’s clock stands still while it plays"
        searchable
        allowDeselect={false}
        nothingFoundMessage="No such test account"
        maxDropdownHeight={260}
        disabled={isPlaying}
        data={playable.map(({ id, merchantName }) => ({ value: id, label: merchantName }))}
        value={account.id}
        onChange={(id) => onChange({ account: id ?? undefined })}
      />
      <NumberInput
        label="Seed"
        description="The same seed on the same state plays the same"
        disabled={isPlaying}
        min={0}
        max={MOST_SEED}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="strict"
        value={search.seed ?? DEFAULT_SEED}
        onChange={(seed) => onChange({ seed: typeof seed === 'number' ? seed : undefined })}
      />
      <Checkbox
        mt={{ base: 0, sm: 24 }}
        label="With SKUs of its own"
        description="Otherwise it takes what the account sells"
        disabled={isPlaying}
        checked={search.makeSkus === true}
        onChange={(event) => onChange({ makeSkus: event.currentTarget.checked ? true : undefined })}
      />
    </SimpleGrid>
  );
}
