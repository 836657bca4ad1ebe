/** Owns what stands around every page once somebody is signed in. */
import {
  AppFrame,
  Brand,
  focusSearch,
  KeySequence,
  parseSignInSearch,
  type Shortcut,
  ShortcutsHelp,
  useShortcuts,
  wanted,
} from '@jetway/ui';
import { ActionIcon, Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate, useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useMemo } from 'react';
import { useApi } from '../../api/index.ts';
import { LiveProvider, LiveRefresh } from '../../live/index.ts';
import { ConnectionBanner } from '../connections/index.ts';
import { SessionProvider, sessionQuery, UserMenu, useSession } from '../session/index.ts';
import { LiveSign } from './live-sign.tsx';
import { Navigation } from './navigation.tsx';
import { Palette } from './palette.tsx';

function useGlobalShortcuts(openPalette: () => void, openHelp: () => void): void {
  const navigate = useNavigate();
  const shortcuts = useMemo<Shortcut[]>(() => {
    const go = (keys: string, description: string, to: '/' | '/orders' | '/inventory' | '/problems' | '/sync') => ({
      keys,
      description,
      group: 'Go to',
      run: () => void navigate({ to }),
    });
    return [
      go('g h', 'Home', '/'),
      go('g o', 'Orders', '/orders'),
      go('g i', 'Inventory', '/inventory'),
      go('g p', 'Problems', '/problems'),
      go('g s', 'Sync', '/sync'),
      {
        keys: '/',
        description: 'Search this list, or anything',
        group: 'Everywhere',
        run: () => {
          if (!focusSearch()) openPalette();
        },
      },
      { keys: 'mod+k', description: 'Go to or search anything', group: 'Everywhere', run: openPalette, inFields: true },
      { keys: '?', description: 'This help', group: 'Everywhere', run: openHelp },
    ];
  }, [navigate, openPalette, openHelp]);
  useShortcuts(shortcuts);
}

function InstanceLine() {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['about'],
    queryFn: ({ signal }) => wanted(api.getAbout({}, { signal }), 200),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data === undefined) return <Text size="xs">&nbsp;</Text>;
  return (
    <Text size="xs" c="dimmed">
      {data.instance ?? data.name} {data.version}
    </Text>
  );
}

function SearchAnything({ onOpen }: { readonly onOpen: () => void }) {
  return (
    <>
      <Button
        variant="default"
        size="sm"
        w={300}
        styles={{ label: { flex: 1, fontWeight: 400, color: 'var(--mantine-color-dimmed)' } }}
        visibleFrom="sm"
        leftSection={<IconSearch size={15} aria-hidden />}
        rightSection={<KeySequence keys="mod+k" />}
        onClick={onOpen}
      >
        Go to or search
      </Button>
      <ActionIcon variant="default" size={36} hiddenFrom="sm" aria-label="Go to or search" onClick={onOpen}>
        <IconSearch size={17} aria-hidden />
      </ActionIcon>
    </>
  );
}

function Frame() {
  const location = useLocation();
  const { organization } = useSession();
  const [paletteOpened, palette] = useDisclosure(false);
  const [helpOpened, help] = useDisclosure(false);
  useGlobalShortcuts(palette.open, help.open);
  return (
    <AppFrame
      brand={
        <Link to="/" aria-label="Jetway OMS" style={{ color: 'inherit', textDecoration: 'none' }}>
          <Brand name="Jetway" part="OMS" />
        </Link>
      }
      navigation={<Navigation />}
      navigationFooter={<InstanceLine />}
      search={<SearchAnything onOpen={palette.open} />}
      actions={
        <>
          <LiveSign />
          <Text size="sm" fw={500} px={6} visibleFrom="sm" maw={220} truncate>
            {organization.name}
          </Text>
          <UserMenu onShortcuts={help.open} />
        </>
      }
      banner={<ConnectionBanner />}
      pageKey={location.pathname}
    >
      <Outlet />
      <Palette opened={paletteOpened} onClose={palette.close} />
      <ShortcutsHelp opened={helpOpened} onClose={help.close} />
    </AppFrame>
  );
}

/** The session ended while a page was open: to the door, and from there back to where one was. */
function useLeaveWhenSignedOut(isSignedOut: boolean): void {
  const router = useRouter();
  useEffect(() => {
    if (!isSignedOut) return;
    const { href, pathname } = router.state.location;
    if (pathname !== '/sign-in')
      void router.navigate({ to: '/sign-in', search: parseSignInSearch({ to: href }), replace: true });
  }, [isSignedOut, router]);
}

export function Shell(): ReactNode {
  const api = useApi();
  const { data: session } = useQuery(sessionQuery(api));
  useLeaveWhenSignedOut(session === null);
  if (session === undefined || session === null) return null;
  return (
    <SessionProvider session={session}>
      <LiveProvider key={session.organization.id}>
        <LiveRefresh />
        <Frame />
      </LiveProvider>
    </SessionProvider>
  );
}
