/** Owns the frame of a web: brand and navigation at the side, the bar above, the page within; a burger on small screens. */
import { AppShell, Burger, Group, ScrollArea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef } from 'react';
import classes from './app-frame.module.css';

export interface AppFrameProps {
  readonly brand: ReactNode;
  readonly navigation: ReactNode;
  /** Below the navigation. */
  readonly navigationFooter?: ReactNode;
  /** At the right of the bar. */
  readonly actions: ReactNode;
  /** At the left of the bar, on wide screens. */
  readonly search?: ReactNode;
  /** What everybody should know, above each page. */
  readonly banner?: ReactNode;
  /** Changes when another page is shown: the small screen's menu closes then. */
  readonly pageKey: string;
  readonly children: ReactNode;
}

/** With each other page the small screen's menu closes, and the focus goes to the page, so that it is read from its start. */
function usePageChange(pageKey: string, close: () => void): void {
  const shown = useRef(pageKey);
  useEffect(() => {
    if (shown.current === pageKey) return;
    shown.current = pageKey;
    close();
    document.getElementById('main')?.focus({ preventScroll: true });
  }, [pageKey, close]);
}

export function AppFrame(props: AppFrameProps) {
  const [opened, { toggle, close }] = useDisclosure(false);
  usePageChange(props.pageKey, close);
  return (
    <AppShell
      layout="alt"
      header={{ height: 52 }}
      navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: !opened } }}
    >
      <a href="#main" className={classes['skip']}>
        Skip to the page
      </a>
      <AppShell.Header className={classes['header'] ?? ''}>
        <Group h="100%" px="md" gap="sm" wrap="nowrap" justify="space-between">
          <Group gap="sm" wrap="nowrap" style={{ minWidth: 0, flex: 1 }}>
            <Burger
              opened={opened}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={opened ? 'Close the menu' : 'Open the menu'}
              aria-expanded={opened}
            />
            {props.search}
          </Group>
          <Group gap={6} wrap="nowrap">
            {props.actions}
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar aria-label="Side bar" className={classes['navbar'] ?? ''}>
        <Group h={52} px="md" justify="space-between" wrap="nowrap">
          {props.brand}
          <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Close the menu" />
        </Group>
        <ScrollArea style={{ flex: 1 }} type="auto">
          <nav aria-label="Main" className={classes['navigation']}>
            {props.navigation}
          </nav>
        </ScrollArea>
        {props.navigationFooter !== undefined && <div className={classes['footer']}>{props.navigationFooter}</div>}
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} className={classes['main'] ?? ''}>
        {props.banner}
        <div className={classes['page']}>{props.children}</div>
      </AppShell.Main>
    </AppShell>
  );
}
