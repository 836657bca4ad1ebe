/** Owns saying what was found: a SKU and Enter, as scanners type it, or a SKU with its number. */
import type { StockCountLine } from '@jetway/oms-api';
import { FailureAlert, failureOf, placeErrors, Section } from '@jetway/ui';
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
  const [waiting, setWaiting] = useState(0);
  const skuField = useRef<HTMLInputElement>(null);
  const numberField = useRef<HTMLInputElement>(null);
  // A scanner is faster than the network: what it types waits its turn, so that two equal scans are two requests.
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const send = () => {
    const wanted = sku.trim();
    if (wanted === '') return skuField.current?.focus();
    if (kind === 'set' && quantity === undefined) return numberField.current?.focus();
    const entry = { sku: wanted, kind, quantity: quantity ?? 1 };
    setWaiting((before) => before + 1);
    // What was refused is shown by the mutation.
    turn.current = turn.current
      .then(() => enter.mutateAsync(entry))
      .catch(() => undefined)
      .finally(() => setWaiting((before) => before - 1));
    setSku('');
    setQuantity(undefined);
    return skuField.current?.focus();
  };
  return { enter, kind, setKind, sku, setSku, quantity, setQuantity, waiting, skuField, numberField, send };
}

export function ScanEntry({ countId }: { readonly countId: string }) {
  const { enter, kind, setKind, sku, setSku, quantity, setQuantity, waiting, skuField, numberField, send } =
    useEntering(countId);
  const { byField, rest } = placeErrors(failureOf(enter.error), (field) => field === 'sku');
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
          <Group gap="xs" align="flex-start" wrap="nowrap">
            <TextInput
              ref={skuField}
              label="SKU"
              placeholder="Scan or type, then Enter"
              maxLength={64}
              autoComplete="off"
              autoCapitalize="off"
              style={{ flex: 1, minWidth: 0 }}
              error={byField['sku']}
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
            <Button type="submit" mt={25}>
              {kind === 'add' ? 'Add' : 'Enter'}
            </Button>
          </Group>
          {rest !== undefined && <FailureAlert failure={rest} onClose={enter.reset} />}
          {enter.data !== undefined && <Last line={enter.data} />}
          {waiting > 1 && (
            <Text size="xs" c="dimmed">
              {waiting} scans are being sent.
            </Text>
          )}
        </Stack>
      </form>
    </Section>
  );
}
