/** Owns what stands around every page once an operator is signed in. */
import { AppFrame, Brand, focusSearch, type Shortcut, ShortcutsHelp, useShortcuts } from '@jetway/ui';
import { Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate, useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo } from 'react';
import { useApi } from '../../api/index.ts';
import { sessionQuery, UserMenu } from '../session/index.ts';
import { consolePages } from './console-pages.ts';
import { Navigation } from './navigation.tsx';

function useGlobalShortcuts(openHelp: () => void): void {
  const navigate = useNavigate();
  const shortcuts = useMemo<Shortcut[]>(() => {
    return [
      ...consolePages.map(({ name, to, keys }) => ({
        keys,
        description: name,
        group: 'Go to',
        run: () => void navigate({ to }),
      })),
      { keys: '/', description: 'Search this list', group: 'Everywhere', run: focusSearch },
      { keys: '?', description: 'This help', group: 'Everywhere', run: openHelp },
    ];
  }, [navigate, openHelp]);
  useShortcuts(shortcuts);
}

function Frame({ email }: { readonly email: string }) {
  const location = useLocation();
  const [helpOpened, help] = useDisclosure(false);
  useGlobalShortcuts(help.open);
  return (
    <AppFrame
      brand={
        <Link to="/accounts" aria-label="Jetway marketplace" style={{ color: 'inherit', textDecoration: 'none' }}>
          <Brand name="Jetway" part="Marketplace" />
        </Link>
      }
      navigation={<Navigation />}
      search={
        <Text size="sm" c="dimmed" truncate>
          Operator console
        </Text>
      }
      actions={<UserMenu email={email} onShortcuts={help.open} />}
      pageKey={location.pathname}
    >
      <Outlet />
      <ShortcutsHelp opened={helpOpened} onClose={help.close} />
    </AppFrame>
  );
}

export function Shell(): ReactNode {
  const api = useApi();
  const router = useRouter();
  const { data: session } = useQuery(sessionQuery(api));
  const isSignedOut = session === null;
  // The session ended while a page was open: the route asks again, and leads to the door and from there to where one was.
  useEffect(() => {
    if (isSignedOut) void router.invalidate();
  }, [isSignedOut, router]);
  if (session === undefined || session === null) return null;
  return <Frame email={session.operator.email} />;
}
