/** Owns the lines of a draft: a SKU is typed or scanned, Enter adds it. */
import { ActionIcon, Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { addLine, type DraftLine } from './transfers.ts';

export interface DraftLinesProps {
  readonly lines: readonly DraftLine[];
  readonly onChange: (lines: readonly DraftLine[]) => void;
}

function AddLine({ lines, onChange }: DraftLinesProps) {
  const [sku, setSku] = useState('');
  const [quantity, setQuantity] = useState<number>(1);
  const field = useRef<HTMLInputElement>(null);
  const add = () => {
    if (sku.trim() === '' || quantity < 1) return;
    onChange(addLine(lines, { sku: sku.trim(), quantity }));
    setSku('');
    setQuantity(1);
    field.current?.focus();
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          ref={field}
          label="SKU"
          placeholder="Type or scan, then Enter"
          data-autofocus
          maxLength={64}
          style={{ flex: 1, minWidth: 0 }}
          value={sku}
          onChange={(event) => setSku(event.currentTarget.value)}
        />
        <NumberInput
          label="Units"
          w={90}
          min={1}
          max={1_000_000}
          allowDecimal={false}
          value={quantity}
          onChange={(value) => setQuantity(Number(value) || 0)}
        />
        <Button type="submit" variant="default">
          Add
        </Button>
      </Group>
    </form>
  );
}

export function DraftLines({ lines, onChange }: DraftLinesProps) {
  return (
    <Stack gap="xs">
      <AddLine lines={lines} onChange={onChange} />
      {lines.length === 0 && (
        <Text size="sm" c="dimmed">
          No SKU yet.
        </Text>
      )}
      {lines.map((line, index) => (
        <Group key={line.sku} gap="xs" wrap="nowrap">
          <Text size="sm" fw={600} style={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
            {line.sku}
          </Text>
          <NumberInput
            aria-label={`Units of ${line.sku}`}
            w={90}
            size="xs"
            min={1}
            max={1_000_000}
            allowDecimal={false}
            clampBehavior="strict"
            value={line.quantity}
            onChange={(value) => {
              const quantity = Number(value);
              if (quantity >= 1)
                onChange(lines.map((one, place) => (place === index ? { sku: one.sku, quantity } : one)));
            }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`Remove ${line.sku}`}
            onClick={() => onChange(lines.filter((_, place) => place !== index))}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
    </Stack>
  );
}
