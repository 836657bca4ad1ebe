/** Owns where an order goes: the address, the channel's own beside a corrected one, and the ways to correct and undo. */
import type { OrderDetail } from '@jetway/oms-api';
import { FailureAlert, failureOf, Section, StatusChip } from '@jetway/ui';
import { Button, Group, SimpleGrid, Stack } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useMay } from '../../session/index.ts';
import { isOpen } from '../orders.ts';
import { AddressDialog } from './address-dialog.tsx';
import { AddressText } from './address-text.tsx';
import { useUndoShipTo } from './desk.queries.ts';

function Corrected({ detail }: { readonly detail: OrderDetail }) {
  const may = useMay();
  const undo = useUndoShipTo(detail);
  const failure = failureOf(undo.error);
  const { shipTo, channelShipTo } = detail;
  if (channelShipTo === null) return null;
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 1, xl: 2 }} spacing="md">
        <div>
          <StatusChip tone="warning">Corrected here</StatusChip>
          <AddressText address={shipTo} against={channelShipTo} />
        </div>
        <div>
          <StatusChip tone="neutral">As the channel says</StatusChip>
          <AddressText address={channelShipTo} against={shipTo} />
        </div>
      </SimpleGrid>
      {isOpen(detail.order) && may('undoShipTo') && (
        <Group>
          <Button size="xs" variant="default" loading={undo.isPending} onClick={() => undo.mutate({})}>
            Go back to the channel’s
          </Button>
        </Group>
      )}
      {failure !== undefined && <FailureAlert failure={failure} onClose={() => undo.reset()} />}
    </Stack>
  );
}

export function AddressCard({ detail }: { readonly detail: OrderDetail }) {
  const may = useMay();
  const [editing, setEditing] = useState(false);
  const mayEdit = isOpen(detail.order) && may('correctShipTo');
  return (
    <Section
      title="Ships to"
      actions={
        mayEdit && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPencil size={14} aria-hidden />}
            onClick={() => setEditing(true)}
          >
            Correct …
          </Button>
        )
      }
    >
      {detail.channelShipTo === null ? <AddressText address={detail.shipTo} /> : <Corrected detail={detail} />}
      <AddressDialog detail={detail} opened={editing} onClose={() => setEditing(false)} />
    </Section>
  );
}
