/** Owns saying what was found: a SKU and Enter, as scanners type it, or a SKU with its number. */
import type { StockCountLine } from '@jetway/oms-api';
import { FailureAlert, failureOf, Section } from '@jetway/ui';
import { Button, Group, NumberInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useCountStock } from './stock-counts.queries.ts';
import { differenceText } from './stock-counts.ts';

function Last({ line }: { readonly line: StockCountLine }) {
  return (
    <Text size="sm" role="status">
      <b>{line.sku}</b> {line.title}: <b>{line.counted?.toLocaleString() ?? '–'}</b> counted,{' '}
      {line.expected.toLocaleString()} expected ({differenceText(line.difference)})
    </Text>
  );
}

/** What is typed, and how it is sent: each scan adds one, or the number is what lies there. */
function useEntering(countId: string) {
  const enter = useCountStock(countId);
  const [kind, setKind] = useState<'add' | 'set'>('add');
  const [sku, setSku] = useState('');
  const [quantity, setQuantity] = useState<number | undefined>();
  const skuField = useRef<HTMLInputElement>(null);
  const numberField = useRef<HTMLInputElement>(null);
  const send = () => {
    const wanted = sku.trim();
    if (wanted === '') return skuField.current?.focus();
    if (kind === 'set' && quantity === undefined) return numberField.current?.focus();
    enter.mutate(
      { sku: wanted, kind, quantity: quantity ?? 1 },
      {
        onSuccess: () => {
          setSku('');
          setQuantity(undefined);
        },
        // A wrong SKU is there to be typed over.
        onError: () => skuField.current?.select(),
      },
    );
    return skuField.current?.focus();
  };
  return { enter, kind, setKind, sku, setSku, quantity, setQuantity, skuField, numberField, send };
}

export function ScanEntry({ countId }: { readonly countId: string }) {
  const { enter, kind, setKind, sku, setSku, quantity, setQuantity, skuField, numberField, send } =
    useEntering(countId);
  const failure = failureOf(enter.error);
  return (
    <Section
      title="Count"
      actions={
        <SegmentedControl
          size="xs"
          aria-label="How"
          value={kind}
          onChange={(value) => setKind(value === 'set' ? 'set' : 'add')}
          data={[
            { value: 'add', label: 'Each scan adds' },
            { value: 'set', label: 'So many lie there' },
          ]}
        />
      }
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Stack gap="xs">
          <Group gap="xs" align="flex-end" wrap="nowrap">
            <TextInput
              ref={skuField}
              label="SKU"
              placeholder="Scan or type, then Enter"
              maxLength={64}
              autoComplete="off"
              autoCapitalize="off"
              style={{ flex: 1, minWidth: 0 }}
              value={sku}
              onChange={(event) => setSku(event.currentTarget.value)}
            />
            <NumberInput
              ref={numberField}
              label="Units"
              placeholder={kind === 'add' ? '1' : ''}
              w={84}
              min={0}
              max={1_000_000}
              allowDecimal={false}
              hideControls
              value={quantity ?? ''}
              onChange={(value) => setQuantity(value === '' ? undefined : Number(value))}
            />
            <Button type="submit" loading={enter.isPending}>
              {kind === 'add' ? 'Add' : 'Enter'}
            </Button>
          </Group>
          {failure !== undefined && <FailureAlert failure={failure} onClose={enter.reset} />}
          {failure === undefined && enter.data !== undefined && <Last line={enter.data} />}
        </Stack>
      </form>
    </Section>
  );
}
