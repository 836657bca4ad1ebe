/** Owns the menu that prints orders: packing slips, or one pick list. */
import { type DocumentKind, MOST_PRINTED, type PrintedDocument } from '@jetway/oms-api';
import { failureOf } from '@jetway/ui';
import { Anchor, Button, type ButtonProps, Menu, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconChevronDown, IconListCheck, IconPrinter, IconReceipt } from '@tabler/icons-react';
import { useMay } from '../session/index.ts';
import { fileAddress, useCreateDocument } from './documents.queries.ts';

export interface PrintMenuProps {
  /** What is printed: one order, or those selected in a list. */
  readonly orderIds: readonly string[];
  readonly size?: ButtonProps['size'];
}

const titles: Readonly<Record<DocumentKind, string>> = {
  'pick-list': 'Pick list made',
  'packing-slips': 'Packing slips made',
};

const reasons: Readonly<Record<PrintedDocument['leftOut'][number]['reason'], string>> = {
  not_released: 'not acknowledged yet',
  on_hold: 'on hold',
  cancelled: 'cancelled',
  nothing_open: 'nothing left to pick',
};

/** "2 left out: 123 (cancelled), 124 (cancelled)" */
function leftOutText({ leftOut }: PrintedDocument): string {
  const named = leftOut.slice(0, 5).map(({ referenceNumber, reason }) => `${referenceNumber} (${reasons[reason]})`);
  return `${leftOut.length} left out: ${named.join(', ')}${leftOut.length > named.length ? ' and others' : ''}`;
}

/** The browser may refuse the new tab: the link stays. */
function open(made: PrintedDocument): void {
  const address = fileAddress(made.id);
  window.open(address, '_blank', 'noopener');
  notifications.show({
    title: made.orderCount === 1 ? titles[made.kind] : `${titles[made.kind]}: ${made.orderCount} orders`,
    color: made.leftOut.length === 0 ? 'green' : 'orange',
    autoClose: made.leftOut.length === 0 ? 6_000 : 15_000,
    message: (
      <>
        {made.leftOut.length > 0 && <Text size="sm">{leftOutText(made)}</Text>}
        <Anchor href={address} target="_blank" rel="noopener" size="sm">
          Open it again
        </Anchor>
      </>
    ),
  });
}

/** Nothing for those who may not print. */
export function PrintMenu({ orderIds, size = 'sm' }: PrintMenuProps) {
  const may = useMay();
  const { mutate, isPending } = useCreateDocument();
  if (!may('createDocument')) return null;
  const print = (kind: DocumentKind) =>
    mutate(
      { kind, orderIds },
      {
        onSuccess: open,
        onError: (error) => {
          const failure = failureOf(error);
          notifications.show({ title: failure?.title, message: failure?.detail, color: 'red', autoClose: 12_000 });
        },
      },
    );
  const tooMany = orderIds.length > MOST_PRINTED;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          variant="default"
          size={size}
          loading={isPending}
          disabled={orderIds.length === 0}
          leftSection={<IconPrinter size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          Print
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {tooMany && <Menu.Label>At most {MOST_PRINTED} orders at once</Menu.Label>}
        <Menu.Item
          disabled={tooMany}
          leftSection={<IconReceipt size={16} aria-hidden />}
          onClick={() => print('packing-slips')}
        >
          {orderIds.length === 1 ? 'Packing slip' : 'Packing slips'}
        </Menu.Item>
        <Menu.Item
          disabled={tooMany}
          leftSection={<IconListCheck size={16} aria-hidden />}
          onClick={() => print('pick-list')}
        >
          Pick list
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
