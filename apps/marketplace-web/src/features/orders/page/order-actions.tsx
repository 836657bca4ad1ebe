/** Owns what an operator can do with an order, each behind a question that says what will happen. */
import type { OperatorOrderDetail } from '@jetway/marketplace-api';
import { type Shortcut, useShortcuts } from '@jetway/ui';
import { Button, Group } from '@mantine/core';
import { useMemo, useState } from 'react';
import { CancelDialog } from '../actions/cancel-dialog.tsx';
import { CompleteDialog, ResolveDialog } from '../actions/decision-dialogs.tsx';
import { type OrderPermissions, orderKeys, permissionsOf } from '../orders.ts';

type Action = keyof OrderPermissions;

const actions: readonly { readonly action: Action; readonly label: string }[] = [
  { action: 'resolve', label: 'Resolve exception' },
  { action: 'complete', label: 'Complete by hand' },
  { action: 'cancel', label: 'Cancel as shopper' },
];

function useActionKeys(may: OrderPermissions, ask: (action: Action) => void): void {
  const { cancel, complete, resolve } = may;
  const shortcuts = useMemo<Shortcut[]>(() => {
    const allowed = { cancel, complete, resolve };
    return actions
      .filter(({ action }) => allowed[action])
      .map(({ action, label }) => ({
        keys: orderKeys[action],
        description: label,
        group: 'This order',
        run: () => ask(action),
      }));
  }, [cancel, complete, resolve, ask]);
  useShortcuts(shortcuts);
}

export function OrderActions({ detail }: { readonly detail: OperatorOrderDetail }) {
  const [asked, setAsked] = useState<Action>();
  const may = permissionsOf(detail.order, detail.items);
  useActionKeys(may, setAsked);
  const close = () => setAsked(undefined);
  return (
    <>
      <Group gap="xs">
        {actions
          .filter(({ action }) => may[action])
          .map(({ action, label }) => (
            <Button key={action} variant="default" onClick={() => setAsked(action)}>
              {label} …
            </Button>
          ))}
      </Group>
      <CancelDialog detail={detail} opened={asked === 'cancel'} onClose={close} />
      <CompleteDialog detail={detail} opened={asked === 'complete'} onClose={close} />
      <ResolveDialog detail={detail} opened={asked === 'resolve'} onClose={close} />
    </>
  );
}
