/** Owns the way from the stock list to work on much stock at once. */
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconClipboardCheck, IconFileUpload, IconTruck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

const icon = { size: 16, 'aria-hidden': true } as const;

const pages = [
  { to: '/inventory/imports', label: 'Imports', icon: <IconFileUpload {...icon} /> },
  { to: '/inventory/transfers', label: 'Transfers', icon: <IconTruck {...icon} /> },
  { to: '/inventory/counts', label: 'Stock counts', icon: <IconClipboardCheck {...icon} /> },
] as const;

export function StockWorkMenu() {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown {...icon} />}>
          Stock work
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {pages.map((page) => (
          <Menu.Item
            key={page.to}
            leftSection={page.icon}
            renderRoot={(props: object) => <Link to={page.to} {...props} />}
          >
            {page.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
