/** Owns telling which SKU of ours an order's line means. */
import type { ProblemItem } from '@jetway/oms-api';
import { type Failure, FailureAlert } from '@jetway/ui';
import { Button, Checkbox, Code, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { SkuPicker } from '../inventory/index.ts';
import type { ResolveInput } from './problems.queries.ts';

export interface MapSkuDialogProps {
  readonly opened: boolean;
  readonly problem: ProblemItem;
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  readonly onSend: (input: ResolveInput) => void;
  readonly onClose: () => void;
}

function MapSkuForm({ problem, busy, failure, onSend, onClose }: Omit<MapSkuDialogProps, 'opened'>) {
  const [skuId, setSkuId] = useState<string>();
  const [remember, setRemember] = useState(true);
  return (
    <Stack>
      <Text size="sm">
        The order names the SKU <Code>{problem.merchantSku ?? '(none)'}</Code>, which nobody here knows. Choose the one
        it means; its stock is reserved for the order.
      </Text>
      <SkuPicker label="SKU" chosen={skuId} onChoose={setSkuId} />
      <Checkbox
        label="Remember it for later orders"
        checked={remember}
        onChange={(event) => setRemember(event.currentTarget.checked)}
      />
      {failure !== undefined && <FailureAlert failure={failure} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Not now
        </Button>
        <Button
          loading={busy}
          disabled={skuId === undefined}
          onClick={() => {
            if (skuId !== undefined) onSend({ action: 'map-sku', skuId, remember });
          }}
        >
          Use this SKU
        </Button>
      </Group>
    </Stack>
  );
}

export function MapSkuDialog({ opened, onClose, ...form }: MapSkuDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Choose the SKU"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <MapSkuForm {...form} onClose={onClose} />
    </Modal>
  );
}
