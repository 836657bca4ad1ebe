/** Owns the settings page of words for carriers and methods. */
import type { CarrierMapping } from '@jetway/oms-api';
import {
  type Column,
  ConfirmDialog,
  DataTable,
  EmptyPanel,
  failureOf,
  PageHeader,
  Section,
  StatusChip,
} from '@jetway/ui';
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTruck } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useMay } from '../session/index.ts';
import { CarrierDialog, type CarrierDialogProps } from './carrier-dialog.tsx';
import { useCarrierMappings, useRemoveMapping, useTriedWord } from './carriers.queries.ts';

const rowId = (mapping: CarrierMapping): string => mapping.id;

const columns = (onRemove: ((mapping: CarrierMapping) => void) | undefined): Column<CarrierMapping>[] => [
  {
    id: 'word',
    header: 'Word',
    cell: ({ word }) => (
      <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
        {word}
      </Text>
    ),
  },
  { id: 'carrier', header: 'Carrier', cell: ({ carrier }) => carrier },
  {
    id: 'method',
    header: 'Method',
    cell: ({ method }) =>
      method ?? (
        <Text c="dimmed" size="sm" component="span">
          As said beside it
        </Text>
      ),
  },
  {
    id: 'default',
    header: 'Default for',
    cell: ({ defaultFor }) =>
      defaultFor.length === 0 ? (
        '–'
      ) : (
        <Group gap={4}>
          {defaultFor.map((level) => (
            <StatusChip key={level} tone="info">
              {level}
            </StatusChip>
          ))}
        </Group>
      ),
  },
  ...(onRemove === undefined
    ? []
    : [
        {
          id: 'actions',
          header: 'Actions',
          headerHidden: true,
          align: 'right' as const,
          cell: (mapping: CarrierMapping) => (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Remove ${mapping.word}`}
              onClick={(event) => {
                event.stopPropagation();
                onRemove(mapping);
              }}
            >
              Remove …
            </Button>
          ),
        },
      ]),
];

function RemoveDialog({
  mapping,
  onClose,
}: {
  readonly mapping: CarrierMapping | undefined;
  readonly onClose: () => void;
}) {
  const remove = useRemoveMapping();
  const close = () => {
    remove.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={mapping !== undefined}
      title={`Remove ${mapping?.word ?? 'the word'}?`}
      confirmLabel="Remove"
      dangerous
      busy={remove.isPending}
      failure={failureOf(remove.error)}
      onClose={close}
      onConfirm={() => {
        if (mapping !== undefined) remove.mutate(mapping.id, { onSuccess: close });
      }}
    >
      Parcels that are shipped under this word are refused from now on, unless the channel knows it by itself. What was
      shipped stays as it is.
    </ConfirmDialog>
  );
}

function TryWord() {
  const [typed, setTyped] = useState('');
  const { data, error } = useTriedWord(typed);
  const failure = failureOf(error);
  return (
    <Section title="Try a word">
      <Stack gap="xs">
        <TextInput
          label="As it would be written when shipping"
          placeholder="UPS Ground"
          maxLength={100}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Text size="sm" role="status" mih={22}>
          {typed.trim() === '' ? (
            <Text c="dimmed" component="span" inherit>
              Nothing is shipped by trying.
            </Text>
          ) : (
            (failure?.detail ??
            (data === undefined
              ? ' '
              : data.match === null
                ? data.text
                : `${data.match.carrier}, ${data.match.method}. ${data.text}`))
          )}
        </Text>
      </Stack>
    </Section>
  );
}

export function CarriersPage(): ReactNode {
  const mappings = useCarrierMappings();
  const may = useMay();
  const [target, setTarget] = useState<CarrierDialogProps['target']>();
  const [removing, setRemoving] = useState<CarrierMapping>();
  const mayRemove = may('removeCarrierMapping');
  const shown = useMemo(() => columns(mayRemove ? setRemoving : undefined), [mayRemove]);
  const add = may('createCarrierMapping') ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setTarget('new')}>
      Add word
    </Button>
  ) : undefined;
  return (
    <Stack gap="sm">
      <PageHeader
        title="Carriers"
        description="What your people and label software call carriers and methods, in the channel’s words."
        actions={add}
      />
      <DataTable
        label="Words for carriers"
        columns={shown}
        rows={mappings.data}
        rowId={rowId}
        {...(may('changeCarrierMapping') ? { onOpen: (mapping: CarrierMapping) => setTarget(mapping) } : {})}
        failure={failureOf(mappings.error)}
        onRetry={() => void mappings.refetch()}
        empty={
          <EmptyPanel title="No words yet" icon={<IconTruck size={26} aria-hidden />} action={add}>
            The channel’s own names work without any. Add a word for each other name that your label software writes,
            and say which one serves a service level by default.
          </EmptyPanel>
        }
      />
      <TryWord />
      <CarrierDialog target={target} onClose={() => setTarget(undefined)} />
      <RemoveDialog mapping={removing} onClose={() => setRemoving(undefined)} />
    </Stack>
  );
}
