/** Owns the one listener for keys: parts of the page register their shortcuts while they are shown. */
import { createContext, type ReactNode, use, useEffect, useMemo, useRef } from 'react';
import { keyName, matchKey, SEQUENCE_MS, type Shortcut } from './shortcuts.ts';

interface Registry {
  readonly add: (shortcuts: readonly Shortcut[]) => () => void;
  readonly all: () => readonly Shortcut[];
}

const ShortcutsContext = createContext<Registry | undefined>(undefined);

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, [role="listbox"], [role="menu"]') !== null);

/** While a dialog is open, the page behind it must not react. */
const dialogIsOpen = (): boolean => document.querySelector('[role="dialog"][aria-modal="true"]') !== null;

function listen(all: () => readonly Shortcut[]): () => void {
  let pending = '';
  let lastAt = 0;
  const heard = (event: KeyboardEvent) => {
    const key = keyName(event);
    if (key === undefined || event.defaultPrevented || event.repeat) return;
    const usable = isField(event.target) || dialogIsOpen() ? all().filter(({ inFields }) => inFields === true) : all();
    const before = event.timeStamp - lastAt > SEQUENCE_MS ? '' : pending;
    const matched = matchKey(usable, before, key);
    pending = matched.pending;
    lastAt = event.timeStamp;
    if (matched.shortcut === undefined) return;
    event.preventDefault();
    matched.shortcut.run();
  };
  window.addEventListener('keydown', heard);
  return () => window.removeEventListener('keydown', heard);
}

export function ShortcutsProvider({ children }: { readonly children: ReactNode }) {
  const groups = useRef(new Map<symbol, readonly Shortcut[]>());
  const registry = useMemo<Registry>(
    () => ({
      add: (shortcuts) => {
        const key = Symbol('shortcuts');
        groups.current.set(key, shortcuts);
        return () => groups.current.delete(key);
      },
      all: () => [...groups.current.values()].flat(),
    }),
    [],
  );
  useEffect(() => listen(registry.all), [registry]);
  return <ShortcutsContext value={registry}>{children}</ShortcutsContext>;
}

function useRegistry(): Registry {
  const registry = use(ShortcutsContext);
  if (registry === undefined) throw new Error('A ShortcutsProvider is missing above this component.');
  return registry;
}

/** Registers shortcuts for as long as the component is shown. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const registry = useRegistry();
  useEffect(() => registry.add(shortcuts), [registry, shortcuts]);
}

/** Gives the shortcuts that work at this moment, for the help. */
export const useActiveShortcuts = (): (() => readonly Shortcut[]) => useRegistry().all;
