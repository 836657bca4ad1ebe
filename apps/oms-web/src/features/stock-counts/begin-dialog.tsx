/** Owns beginning a stock count: where, and of which SKUs. */
import { FailureAlert, failureOf, LoadingLines } from '@jetway/ui';
import { Button, Group, Modal, NativeSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useLocations } from '../locations/index.ts';
import { useCreateStockCount } from './stock-counts.queries.ts';
import { skusIn } from './stock-counts.ts';

const scopes = [
  { value: 'stocked', label: 'What lies there', description: 'Every SKU with units at the location' },
  { value: 'all', label: 'Every SKU', description: 'Also those that should not lie there' },
  { value: 'list', label: 'Some SKUs', description: 'Those you name' },
] as const;

type Scope = (typeof scopes)[number]['value'];

interface BeginFormProps {
  readonly locations: readonly { readonly id: string; readonly name: string }[];
  readonly onClose: () => void;
}

function BeginForm({ locations, onClose }: BeginFormProps) {
  const create = useCreateStockCount();
  const navigate = useNavigate();
  const [locationId, setLocationId] = useState(locations[0]?.id ?? '');
  const [name, setName] = useState('');
  const [of, setOf] = useState<Scope>('stocked');
  const [list, setList] = useState('');
  const failure = failureOf(create.error);
  const skus = skusIn(list);
  const begin = () => {
    const body = { locationId, name: name.trim(), of, ...(of === 'list' ? { skus } : {}) };
    create.mutate(body, {
      onSuccess: ({ id }) => void navigate({ to: '/inventory/counts/$countId', params: { countId: id } }),
    });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        begin();
      }}
    >
      <Stack>
        <TextInput
          label="Name"
          placeholder="Aisle 4, spring count …"
          required
          maxLength={100}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label="Location"
          data={locations.map((place) => ({ value: place.id, label: place.name }))}
          value={locationId}
          onChange={(event) => setLocationId(event.currentTarget.value)}
        />
        <Radio.Group
          label="What is counted"
          value={of}
          onChange={(value) => setOf(scopes.find((scope) => scope.value === value)?.value ?? 'stocked')}
        >
          <Stack gap={6} mt={6}>
            {scopes.map((scope) => (
              <Radio key={scope.value} {...scope} />
            ))}
          </Stack>
        </Radio.Group>
        {of === 'list' && (
          <Textarea
            label="SKUs"
            description="One a line, or separated by commas"
            autosize
            minRows={3}
            maxRows={10}
            value={list}
            onChange={(event) => setList(event.currentTarget.value)}
          />
        )}
        {failure !== undefined && <FailureAlert failure={failure} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            loading={create.isPending}
            disabled={name.trim() === '' || locationId === '' || (of === 'list' && skus.length === 0)}
          >
            Begin
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function BeginDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const locations = useLocations();
  const failure = failureOf(locations.error);
  return (
    <Modal opened={opened} onClose={onClose} title="New stock count" closeButtonProps={{ 'aria-label': 'Close' }}>
      {failure !== undefined && <FailureAlert failure={failure} onRetry={() => void locations.refetch()} />}
      {locations.data === undefined && failure === undefined && <LoadingLines />}
      {locations.data !== undefined && <BeginForm locations={locations.data} onClose={onClose} />}
    </Modal>
  );
}
