/** Owns the entries of the navigation: the pages that exist. */
import { NavigationEntry } from '@jetway/ui';
import { IconBinaryTree2, IconBuildingStore, IconClockHour4, IconShoppingCart } from '@tabler/icons-react';
import { createLink } from '@tanstack/react-router';

const Entry = createLink(NavigationEntry);

const icon = { size: 18, 'aria-hidden': true } as const;

export function Navigation() {
  return (
    <>
      <Entry to="/accounts" label="Accounts" leftSection={<IconBuildingStore {...icon} />} />
      <Entry to="/worlds" label="Worlds" leftSection={<IconClockHour4 {...icon} />} />
      <Entry to="/taxonomies" label="Taxonomies" leftSection={<IconBinaryTree2 {...icon} />} />
      <Entry to="/shoppers" label="Shoppers" leftSection={<IconShoppingCart {...icon} />} />
    </>
  );
}
