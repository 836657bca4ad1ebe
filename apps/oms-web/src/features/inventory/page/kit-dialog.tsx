/** Owns saying what a kit is made of. */
import type { InventoryItem } from '@jetway/oms-api';
import { FailureAlert, failureOf } from '@jetway/ui';
import { ActionIcon, Button, Group, Modal, NumberInput, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSetComponents } from '../inventory.queries.ts';
import { SkuPicker } from '../sku-picker.tsx';

interface Part {
  readonly skuId: string;
  readonly sku: string;
  readonly quantity: number;
}

interface KitProps {
  readonly item: InventoryItem;
  readonly onClose: () => void;
}

interface PartsProps {
  readonly parts: readonly Part[];
  readonly onChange: (parts: readonly Part[]) => void;
}

function Parts({ parts, onChange }: PartsProps) {
  if (parts.length === 0)
    return (
      <Text size="sm" c="dimmed">
        Made of nothing yet: it keeps stock of its own.
      </Text>
    );
  return (
    <Stack gap="xs" role="group" aria-label="Components">
      {parts.map((part) => (
        <Group key={part.skuId} wrap="nowrap" gap="xs">
          <Text size="sm" fw={600} style={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
            {part.sku}
          </Text>
          <NumberInput
            w={90}
            size="xs"
            min={1}
            max={10_000}
            allowDecimal={false}
            aria-label={`Units of ${part.sku} in one kit`}
            value={part.quantity}
            onChange={(typed) =>
              onChange(parts.map((one) => (one === part ? { ...one, quantity: Math.max(1, Number(typed) || 1) } : one)))
            }
          />
          <ActionIcon
            variant="subtle"
            color="red"
            aria-label={`Remove ${part.sku}`}
            onClick={() => onChange(parts.filter((one) => one !== part))}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
    </Stack>
  );
}

function KitForm({ item, onClose }: KitProps) {
  const [parts, setParts] = useState<readonly Part[]>(item.components);
  const set = useSetComponents(item);
  const client = useQueryClient();
  const failure = failureOf(set.error);
  const isStale = failure?.code === 'changed_meanwhile';
  const add = ({ skuId, sku }: InventoryItem) => setParts((before) => [...before, { skuId, sku, quantity: 1 }]);
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        A kit has no stock of its own: as many are available as its components allow. Orders that hold some already keep
        what they hold.
      </Text>
      <Parts parts={parts} onChange={setParts} />
      <SkuPicker
        label="Add a component"
        chosen={undefined}
        onChoose={(_skuId, found) => add(found)}
        isOffered={(found) =>
          found.components.length === 0 &&
          found.skuId !== item.skuId &&
          parts.every((part) => part.skuId !== found.skuId)
        }
      />
      {failure !== undefined && (
        <FailureAlert
          failure={failure}
          {...(isStale
            ? { onRetry: () => void client.invalidateQueries({ queryKey: ['sku', item.skuId] }).then(onClose) }
            : {})}
        />
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          loading={set.isPending}
          disabled={parts.length === 0 && item.components.length === 0}
          onClick={() =>
            set.mutate(
              parts.map(({ skuId, quantity }) => ({ skuId, quantity })),
              { onSuccess: onClose },
            )
          }
        >
          {parts.length === 0 && item.components.length > 0 ? 'Make it no kit any more' : 'Save'}
        </Button>
      </Group>
    </Stack>
  );
}

export function KitDialog({ item, opened, onClose }: KitProps & { readonly opened: boolean }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`What ${item.sku} is made of`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <KitForm key={item.version} item={item} onClose={onClose} />
    </Modal>
  );
}
