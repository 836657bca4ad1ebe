/** Owns adding a SKU, with what lies of it at each location. */
import type { InventoryItem, Location } from '@jetway/oms-api';
import { FailureAlert, failureOf, placeErrors } from '@jetway/ui';
import { Button, Group, Modal, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { useLocations } from '../../locations/index.ts';
import { useCreateSku } from '../inventory.queries.ts';

interface Values {
  sku: string;
  title: string;
  imageUrl: string;
  stock: Record<string, number>;
}

const empty: Values = { sku: '', title: '', imageUrl: '', stock: {} };

const isAddress = (text: string): boolean => /^https?:\/\/\S+$/i.test(text);

function useSkuForm() {
  return useForm<Values>({
    initialValues: empty,
    validate: {
      sku: (sku) => (sku.trim() === '' ? 'Enter the SKU' : sku.trim().length > 64 ? 'At most 64 characters' : null),
      title: (title) => (title.trim() === '' ? 'Enter a title' : null),
      imageUrl: (url) =>
        url === '' || isAddress(url.trim()) ? null : 'An address that starts with http:// or https://',
    },
  });
}

interface StockFieldsProps {
  readonly form: ReturnType<typeof useSkuForm>;
  readonly locations: readonly Location[];
}

function StockFields({ form, locations }: StockFieldsProps) {
  if (locations.length === 0) return null;
  return (
    <>
      <Text size="sm" fw={500}>
        On hand
      </Text>
      {locations.map(({ id, name }) => (
        <NumberInput
          key={id}
          label={name}
          min={0}
          max={1_000_000}
          allowDecimal={false}
          value={form.values.stock[id] ?? 0}
          onChange={(value) => form.setFieldValue('stock', { ...form.values.stock, [id]: Number(value) || 0 })}
        />
      ))}
    </>
  );
}

export interface AddSkuFormProps {
  readonly locations: readonly Location[];
  readonly onAdded: (item: InventoryItem) => void;
  /** Absent: there is no way out by the form's own button. */
  readonly onCancel?: () => void;
}

export function AddSkuForm({ locations, onAdded, onCancel }: AddSkuFormProps) {
  const create = useCreateSku();
  const form = useSkuForm();
  const failure = failureOf(create.error);
  const { byField, rest } = placeErrors(
    failure,
    (field) => field === 'sku' || field === 'title' || field === 'imageUrl',
  );
  const taken = failure?.code === 'sku_exists';
  const submit = form.onSubmit(({ sku, title, imageUrl, stock }) =>
    create.mutate(
      {
        sku: sku.trim(),
        title: title.trim(),
        ...(imageUrl.trim() === '' ? {} : { imageUrl: imageUrl.trim() }),
        stock: Object.entries(stock).map(([locationId, onHand]) => ({ locationId, onHand })),
      },
      {
        onSuccess: (item) => {
          notifications.show({ message: `${item.sku} was added.`, color: 'green' });
          form.reset();
          onAdded(item);
        },
      },
    ),
  );
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <TextInput
          label="SKU"
          description="Exactly as the channel names it"
          required
          maxLength={64}
          data-autofocus
          {...form.getInputProps('sku')}
          error={form.errors['sku'] ?? byField['sku'] ?? (taken ? 'This SKU exists already' : undefined)}
        />
        <TextInput
          label="Title"
          required
          maxLength={500}
          {...form.getInputProps('title')}
          error={form.errors['title'] ?? byField['title']}
        />
        <TextInput
          label="Image address"
          maxLength={2000}
          {...form.getInputProps('imageUrl')}
          error={form.errors['imageUrl'] ?? byField['imageUrl']}
        />
        <StockFields form={form} locations={locations} />
        {rest !== undefined && !taken && <FailureAlert failure={rest} />}
        <Group justify="flex-end">
          {onCancel !== undefined && (
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
          )}
          <Button type="submit" loading={create.isPending}>
            Add SKU
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function AddSkuDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const locations = useLocations().data ?? [];
  const navigate = useNavigate();
  const added = ({ skuId }: InventoryItem) => {
    onClose();
    void navigate({ to: '/inventory/$skuId', params: { skuId } });
  };
  return (
    <Modal opened={opened} onClose={onClose} title="Add a SKU" closeButtonProps={{ 'aria-label': 'Close' }}>
      <AddSkuForm locations={locations.filter(({ active }) => active)} onAdded={added} onCancel={onClose} />
    </Modal>
  );
}
