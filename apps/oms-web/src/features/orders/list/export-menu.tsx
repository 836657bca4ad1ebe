/** Owns the menu by which the list is had as a file. */
import { ownTimeZone } from '@jetway/ui';
import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { OrderListFilters } from '../orders.search.ts';
import { exportAddress } from './export-address.ts';

export interface ExportMenuProps {
  readonly filters: OrderListFilters;
  readonly columns: readonly string[];
}

export function ExportMenu({ filters, columns }: ExportMenuProps) {
  const address = (rows: 'orders' | 'lines') => exportAddress(filters, { rows, columns, timeZone: ownTimeZone() });
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>This list as CSV</Menu.Label>
        <Menu.Item component="a" href={address('orders')} download>
          One row per order
        </Menu.Item>
        <Menu.Item component="a" href={address('lines')} download>
          One row per line
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
