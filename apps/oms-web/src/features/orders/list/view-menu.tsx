/** Owns the menu of views: keep what is shown, rename, share, copy, put in order, delete. */
import type { OrderList, OrderView } from '@jetway/oms-api';
import { ConfirmDialog, FailureAlert, failureOf } from '@jetway/ui';
import { Button, Checkbox, Group, Menu, Modal, Stack, TextInput } from '@mantine/core';
import { IconBookmark } from '@tabler/icons-react';
import { useState } from 'react';
import { useMay } from '../../session/index.ts';
import { useChangeView, useCreateView, useDeleteView, useOrderOfViews } from './views.queries.ts';

export interface ViewMenuProps {
  readonly views: readonly OrderView[];
  readonly view: OrderView | undefined;
  /** The list as it is shown now. */
  readonly list: OrderList;
  /** The columns shown now. */
  readonly columns: readonly string[];
  readonly onShow: (view: OrderView | undefined) => void;
}

type Asked = 'create' | 'rename' | 'copy';

const titles: Readonly<Record<Asked, string>> = {
  create: 'Keep as a view',
  rename: 'Rename or share',
  copy: 'Make a copy',
};

function ViewDialog({
  asked,
  onClose,
  ...props
}: ViewMenuProps & { readonly asked: Asked; readonly onClose: () => void }) {
  const { view, list, columns, onShow } = props;
  const mayShare = useMay()('acknowledgeOrder');
  const create = useCreateView();
  const change = useChangeView();
  const [name, setName] = useState(
    asked === 'create' ? '' : asked === 'copy' ? `${view?.name ?? ''} (copy)` : (view?.name ?? ''),
  );
  const [shared, setShared] = useState(asked === 'rename' && (view?.shared ?? false));
  const failure = failureOf(create.error ?? change.error);
  const done = (saved: OrderView) => {
    onShow(saved);
    onClose();
  };
  const save = () => {
    const named = { name: name.trim().slice(0, 60), shared };
    if (asked === 'rename' && view !== undefined) change.mutate({ view, change: named }, { onSuccess: done });
    else create.mutate({ ...named, list, columns }, { onSuccess: done });
  };
  return (
    <Modal opened onClose={onClose} title={titles[asked]} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Stack>
          <TextInput
            label="Name"
            maxLength={60}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {mayShare && (
            <Checkbox
              label="Everybody here sees it"
              checked={shared}
              onChange={(event) => setShared(event.currentTarget.checked)}
            />
          )}
          {failure !== undefined && <FailureAlert failure={failure} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Not now
            </Button>
            <Button type="submit" disabled={name.trim() === ''} loading={create.isPending || change.isPending}>
              Keep
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function DeleteDialog({
  view,
  onClose,
  onShow,
}: { readonly view: OrderView; readonly onClose: () => void } & Pick<ViewMenuProps, 'onShow'>) {
  const remove = useDeleteView();
  return (
    <ConfirmDialog
      opened
      title="Delete this view?"
      confirmLabel="Delete"
      dangerous
      busy={remove.isPending}
      failure={failureOf(remove.error)}
      onClose={onClose}
      onConfirm={() =>
        remove.mutate(view.id, {
          onSuccess: () => {
            onShow(undefined);
            onClose();
          },
        })
      }
    >
      <b>{view.name}</b> goes{view.shared ? ' for everybody' : ''}; the orders in it stay.
    </ConfirmDialog>
  );
}

/** The ids with one of them a place further. */
function moved(views: readonly OrderView[], id: string, step: -1 | 1): readonly string[] | undefined {
  const ids = views.map((one) => one.id);
  const [from, to] = [ids.indexOf(id), ids.indexOf(id) + step];
  return from < 0 || to < 0 || to >= ids.length ? undefined : ids.toSpliced(from, 1).toSpliced(to, 0, id);
}

function OwnItems({
  view,
  views,
  list,
  columns,
  ask,
}: ViewMenuProps & { readonly view: OrderView; readonly ask: (asked: Asked | 'delete') => void }) {
  const change = useChangeView();
  const order = useOrderOfViews();
  const isChanged = JSON.stringify(list) !== JSON.stringify(view.list);
  const [left, right] = [moved(views, view.id, -1), moved(views, view.id, 1)];
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{view.name}</Menu.Label>
      {view.canChange && (
        <>
          <Menu.Item disabled={!isChanged} onClick={() => change.mutate({ view, change: { list, columns } })}>
            Keep the changed filters
          </Menu.Item>
          <Menu.Item onClick={() => ask('rename')}>Rename or share</Menu.Item>
        </>
      )}
      <Menu.Item onClick={() => ask('copy')}>Make a copy</Menu.Item>
      <Menu.Item disabled={left === undefined} onClick={() => left !== undefined && order.mutate(left)}>
        Move to the left
      </Menu.Item>
      <Menu.Item disabled={right === undefined} onClick={() => right !== undefined && order.mutate(right)}>
        Move to the right
      </Menu.Item>
      {view.canChange && (
        <Menu.Item color="red" onClick={() => ask('delete')}>
          Delete
        </Menu.Item>
      )}
    </>
  );
}

export function ViewMenu(props: ViewMenuProps) {
  const { view } = props;
  const [asked, setAsked] = useState<Asked | 'delete'>();
  const close = () => setAsked(undefined);
  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <Button variant="default" leftSection={<IconBookmark size={16} aria-hidden />}>
            Views
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setAsked('create')}>Keep this list as a view</Menu.Item>
          {view !== undefined && <OwnItems {...props} view={view} ask={setAsked} />}
        </Menu.Dropdown>
      </Menu>
      {asked === 'delete' && view !== undefined && <DeleteDialog view={view} onClose={close} onShow={props.onShow} />}
      {asked !== undefined && asked !== 'delete' && <ViewDialog {...props} asked={asked} onClose={close} />}
    </>
  );
}
