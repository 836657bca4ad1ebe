/** Owns an entry of the navigation beside the pages. */
import { NavLink, type NavLinkProps } from '@mantine/core';
import type { Ref } from 'react';
import classes from './navigation-entry.module.css';

/** An entry's label, icon and badge; and the anchor, for whoever makes a router's link of it. */
export type NavigationEntryProps = NavLinkProps & { readonly ref?: Ref<HTMLAnchorElement> };

/** An anchor; each web makes links of it that know its own pages. It is marked while its `data-status` is "active". */
export function NavigationEntry({ ref, ...props }: NavigationEntryProps) {
  return <NavLink component="a" ref={ref} classNames={{ root: classes['entry'] ?? '' }} {...props} />;
}
