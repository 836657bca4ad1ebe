/** Owns finding purchasable SKUs and putting them into the basket. */
import type { OperatorSku } from '@jetway/marketplace-api';
import { FailureAlert, failureOf, LoadingLines, Money } from '@jetway/ui';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { SkuImage } from '../../../parts/sku-image.tsx';
import { usePurchasableSkus } from '../../skus/index.ts';
import classes from './sku-chooser.module.css';

const TYPING_MS = 200;

interface FoundProps {
  readonly sku: OperatorSku;
  readonly onAdd: (sku: OperatorSku) => void;
}

function FoundSku({ sku, onAdd }: FoundProps) {
  return (
    <Group gap="sm" wrap="nowrap">
      <SkuImage url={sku.imageUrl} />
      <div style={{ minWidth: 0, flex: 1 }}>
        <Text size="sm" truncate title={sku.title}>
          {sku.title}
        </Text>
        <Text size="xs" c="dimmed" className="jw-number" style={{ overflowWrap: 'anywhere' }}>
          {sku.sku} · {sku.priceCents === null ? '' : <Money cents={sku.priceCents} currency="USD" />} ·{' '}
          {sku.purchasable.toLocaleString()} purchasable
        </Text>
      </div>
      <Button
        size="compact-sm"
        variant="light"
        style={{ flex: 'none' }}
        leftSection={<IconPlus size={14} aria-hidden />}
        aria-label={`Add ${sku.sku}`}
        onClick={() => onAdd(sku)}
      >
        Add
      </Button>
    </Group>
  );
}

function NothingFound({ search }: { readonly search: string }) {
  return (
    <Text size="sm" c="dimmed" py="xs" role="status">
      {search === ''
        ? 'Nothing is purchasable: a SKU must be reviewed, priced and have stock that no order holds.'
        : 'No purchasable SKU starts like this.'}
    </Text>
  );
}

export interface SkuChooserProps {
  readonly accountId: string;
  readonly error: string | undefined;
  readonly onAdd: (sku: OperatorSku) => void;
}

export function SkuChooser({ accountId, error, onAdd }: SkuChooserProps) {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), TYPING_MS);
  const found = usePurchasableSkus(accountId, search);
  const failure = failureOf(found.error);
  return (
    <Stack gap="xs">
      <TextInput
        label="Purchasable SKUs"
        placeholder="Start of a SKU"
        leftSection={<IconSearch size={16} aria-hidden />}
        data-autofocus
        maxLength={64}
        value={typed}
        error={error}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault();
        }}
      />
      {failure !== undefined && found.data === undefined && (
        <FailureAlert failure={failure} onRetry={() => void found.refetch()} />
      )}
      {found.data === undefined && failure === undefined && <LoadingLines count={3} />}
      {found.data !== undefined && (
        <div className={classes['found']}>
          <Stack gap="xs">
            {found.data.items.map((sku) => (
              <FoundSku key={sku.sku} sku={sku} onAdd={onAdd} />
            ))}
            {found.data.items.length === 0 && <NothingFound search={search} />}
          </Stack>
        </div>
      )}
    </Stack>
  );
}
