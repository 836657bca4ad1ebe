/** Owns changing a SKU's title, image and whether it is sold. */
import type { InventoryItem } from '@jetway/oms-api';
import { FailureAlert, failureOf } from '@jetway/ui';
import { Button, Group, Modal, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useChangeSku } from '../inventory.queries.ts';

interface EditProps {
  readonly item: InventoryItem;
  readonly onClose: () => void;
}

function EditForm({ item, onClose }: EditProps) {
  const change = useChangeSku(item);
  const client = useQueryClient();
  const form = useForm({
    initialValues: { title: item.title, imageUrl: item.imageUrl ?? '', active: item.active },
    validate: { title: (title) => (title.trim() === '' ? 'Enter a title' : null) },
  });
  const failure = failureOf(change.error);
  const isStale = failure?.code === 'changed_meanwhile';
  const submit = form.onSubmit(({ title, imageUrl, active }) =>
    change.mutate(
      { title: title.trim(), imageUrl: imageUrl.trim() === '' ? null : imageUrl.trim(), active },
      { onSuccess: onClose },
    ),
  );
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <TextInput label="Title" required maxLength={500} data-autofocus {...form.getInputProps('title')} />
        <TextInput label="Image address" maxLength={2000} {...form.getInputProps('imageUrl')} />
        <Switch
          label="Sold"
          description="When it is not, the channels are told that there are none."
          {...form.getInputProps('active', { type: 'checkbox' })}
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
          <Button type="submit" loading={change.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function EditSkuDialog({ item, opened, onClose }: EditProps & { readonly opened: boolean }) {
  return (
    <Modal opened={opened} onClose={onClose} title={`Edit ${item.sku}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <EditForm key={item.version} item={item} onClose={onClose} />
    </Modal>
  );
}
