/** Owns the entries of the navigation: the pages that exist. */
import { NavLink, type NavLinkProps } from '@mantine/core';
import { IconBuildingStore, IconClockHour4, IconShoppingCart } from '@tabler/icons-react';
import { createLink } from '@tanstack/react-router';
import classes from './navigation.module.css';

const Entry = createLink(({ ref, ...props }: NavLinkProps & { readonly ref?: React.Ref<HTMLAnchorElement> }) => (
  <NavLink component="a" ref={ref} classNames={{ root: classes['entry'] ?? '' }} {...props} />
));

const icon = { size: 18, 'aria-hidden': true } as const;

export function Navigation() {
  return (
    <>
      <Entry to="/accounts" label="Accounts" leftSection={<IconBuildingStore {...icon} />} />
      <Entry to="/worlds" label="Worlds" leftSection={<IconClockHour4 {...icon} />} />
      <Entry to="/shoppers" label="Shoppers" leftSection={<IconShoppingCart {...icon} />} />
    </>
  );
}
