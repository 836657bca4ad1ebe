/** Owns what stands around every page: theme, clock, shortcuts and notifications. */
// In cascade layers, so that our own styles win whatever order a build puts the files in.
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './tokens.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import { ClockProvider } from './clock.tsx';
import { ShortcutsProvider } from './shortcuts/shortcuts-provider.tsx';
import { cssVariables, theme } from './theme.ts';

/** Where the chosen appearance is kept; the page's first script reads it too, before anything is painted. */
export const colorSchemeKey = 'jetway-color-scheme';

export interface UiProviderProps {
  /** Gives the present instant in milliseconds since 1970 UTC. */
  readonly now: () => number;
  readonly children: ReactNode;
}

export function UiProvider({ now, children }: UiProviderProps) {
  const [schemes] = useState(() => localStorageColorSchemeManager({ key: colorSchemeKey }));
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={schemes}
      defaultColorScheme="auto"
    >
      <Notifications position="bottom-right" autoClose={6000} />
      <ClockProvider now={now}>
        <ShortcutsProvider>{children}</ShortcutsProvider>
      </ClockProvider>
    </MantineProvider>
  );
}
