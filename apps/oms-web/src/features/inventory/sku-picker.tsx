/** Owns choosing one SKU among all: search, then choose. */
import type { InventoryItem } from '@jetway/oms-api';
import { type Failure, FailureAlert, failureOf, LoadingLines } from '@jetway/ui';
import { Radio, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useSkuSearch } from './inventory.queries.ts';

export interface SkuPickerProps {
  readonly label: string;
  readonly chosen: string | undefined;
  readonly onChoose: (skuId: string, item: InventoryItem) => void;
  /** Which of those found may be chosen; absent: all. */
  readonly isOffered?: (item: InventoryItem) => boolean;
}

function Found({ items }: { readonly items: readonly InventoryItem[] }) {
  if (items.length === 0)
    return (
      <Text size="sm" c="dimmed" py="sm">
        No SKU or title starts like this.
      </Text>
    );
  return (
    <Stack gap={6}>
      {items.map((item) => (
        <Radio
          key={item.skuId}
          value={item.skuId}
          label={item.sku}
          description={`${item.title} · ${item.available} available`}
        />
      ))}
    </Stack>
  );
}

export function SkuPicker({ label, chosen, onChoose, isOffered = () => true }: SkuPickerProps) {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 200);
  const found = useSkuSearch(search, true);
  const items = found.data?.items.filter(isOffered);
  const choose = (skuId: string) => {
    const item = items?.find((one) => one.skuId === skuId);
    if (item !== undefined) onChoose(skuId, item);
  };
  const failure: Failure | undefined = failureOf(found.error);
  return (
    <Stack gap="xs">
      <TextInput
        label={label}
        placeholder="Start of a SKU or of a word in its title"
        leftSection={<IconSearch size={16} aria-hidden />}
        data-autofocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {failure !== undefined && <FailureAlert failure={failure} onRetry={() => void found.refetch()} />}
      <ScrollArea.Autosize mah={260} type="auto">
        <Radio.Group aria-label="Found SKUs" value={chosen ?? null} onChange={choose}>
          {items === undefined ? <LoadingLines count={4} /> : <Found items={items} />}
        </Radio.Group>
      </ScrollArea.Autosize>
    </Stack>
  );
}
