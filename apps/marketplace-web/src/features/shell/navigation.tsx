/** Owns the entries of the navigation: the pages that exist. */
import { NavigationEntry } from '@jetway/ui';
import { createLink } from '@tanstack/react-router';
import { consolePages } from './console-pages.ts';

const Entry = createLink(NavigationEntry);

export function Navigation() {
  return (
    <>
      {consolePages.map(({ name, to, Icon }) => (
        <Entry key={to} to={to} label={name} leftSection={<Icon size={18} aria-hidden />} />
      ))}
    </>
  );
}
