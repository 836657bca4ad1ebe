/** Owns the dialogs of a taxonomy: a world goes by it from now on, and it is deleted. */
import type { Taxonomy, World } from '@jetway/marketplace-api';
import { ConfirmDialog, failureOf } from '@jetway/ui';
import { Modal, Select, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { DialogForm } from '../../../parts/dialog-form.tsx';
import { useWorlds } from '../../worlds/index.ts';
import { useDeleteTaxonomy, usePutInForce } from '../taxonomies.queries.ts';

interface DialogProps {
  readonly taxonomy: Taxonomy;
  readonly onClose: () => void;
}

const optionOf = (taxonomy: Taxonomy, { id, name }: World) => {
  const goesByIt = taxonomy.worldIds.includes(id);
  return { value: id, label: goesByIt ? `${name}, goes by it already` : name, disabled: goesByIt };
};

function PutInForceForm({ taxonomy, onClose }: DialogProps) {
  const worlds = useWorlds();
  const put = usePutInForce(taxonomy.id);
  const [worldId, setWorldId] = useState<string>();
  const [tried, setTried] = useState(false);
  const world = worlds.data?.find(({ id }) => id === worldId);
  const failure = failureOf(put.error ?? (worlds.data === undefined ? worlds.error : null));
  const submit = () => {
    setTried(true);
    if (world === undefined) return;
    put.mutate(world.id, {
      onSuccess: () => {
        notifications.show({ color: 'green', message: `${world.name} goes by ${taxonomy.name} now.` });
        onClose();
      },
    });
  };
  return (
    <DialogForm submit="Put in force" busy={put.isPending} failure={failure} onSubmit={submit} onCancel={onClose}>
      <Select
        label="World"
        required
        searchable
        data-autofocus
        placeholder={worlds.data === undefined ? 'Looking for worlds …' : 'Choose a world'}
        nothingFoundMessage="No such world"
        data={(worlds.data ?? []).map((one) => optionOf(taxonomy, one))}
        value={worldId ?? null}
        error={tried && world === undefined ? 'Choose a world' : undefined}
        onChange={(chosen) => setWorldId(chosen ?? undefined)}
      />
      <Text size="sm">
        Its merchants read this tree from now on, and all their products are looked at again: a product whose browse
        node is not in it misses listing data then.
        {world?.kind === 'live' && (
          <>
            {' '}
            <strong>This is the live world: every live account is concerned.</strong>
          </>
        )}
      </Text>
    </DialogForm>
  );
}

export function PutInForceDialog({ opened, ...form }: DialogProps & { readonly opened: boolean }) {
  return (
    <Modal opened={opened} onClose={form.onClose} title="Put the taxonomy in force">
      <PutInForceForm {...form} />
    </Modal>
  );
}

export function DeleteTaxonomyDialog({ opened, taxonomy, onClose }: DialogProps & { readonly opened: boolean }) {
  const remove = useDeleteTaxonomy(taxonomy.id);
  const navigate = useNavigate();
  const confirm = () =>
    remove.mutate(undefined, {
      onSuccess: () => {
        notifications.show({ color: 'green', message: `The taxonomy ${taxonomy.name} is deleted.` });
        void navigate({ to: '/taxonomies', replace: true });
      },
    });
  return (
    <ConfirmDialog
      opened={opened}
      title="Delete the taxonomy"
      confirmLabel="Delete"
      dangerous
      busy={remove.isPending}
      failure={failureOf(remove.error)}
      onConfirm={confirm}
      onClose={onClose}
    >
      {taxonomy.name} goes away with its {taxonomy.nodes.toLocaleString()} browse nodes. To have it back it must be
      imported again.
    </ConfirmDialog>
  );
}
