/** Owns the panel beside a list: the list stays usable, Escape closes, and the focus goes in and comes back. */
import { CloseButton, Group } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import classes from './side-panel.module.css';

export interface SidePanelProps {
  /** Names the panel for screen readers. */
  readonly label: string;
  /** Changes when something else is shown in it: the focus goes in again. */
  readonly contentKey: string;
  readonly header: ReactNode;
  readonly footer?: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Where the focus was before the panel opened, and a way back to it. */
function useFocusReturn(contentKey: string) {
  const panel = useRef<HTMLElement>(null);
  const before = useRef<Element>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each other content the focus goes in again
  useEffect(() => {
    const focused = document.activeElement;
    if (focused !== null && panel.current?.contains(focused) !== true) before.current = focused;
    panel.current?.focus({ preventScroll: true });
  }, [contentKey]);
  useEffect(
    () => () => {
      if (before.current instanceof HTMLElement && before.current.isConnected)
        before.current.focus({ preventScroll: true });
    },
    [],
  );
  return panel;
}

/** A dialog above the page, an open menu or a list of choices takes Escape for itself. */
const belongsElsewhere = (target: EventTarget | null): boolean =>
  document.querySelector('[role="dialog"][aria-modal="true"]') !== null ||
  (target instanceof Element && target.closest('[role="menu"], [aria-expanded="true"][role="combobox"]') !== null);

export function SidePanel({ label, contentKey, header, footer, onClose, children }: SidePanelProps) {
  const panel = useFocusReturn(contentKey);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !belongsElsewhere(event.target)) onClose();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [onClose]);
  return (
    <aside ref={panel} className={classes['panel']} aria-label={label} tabIndex={-1}>
      <Group justify="space-between" wrap="nowrap" className={classes['header'] ?? ''} align="flex-start">
        <div style={{ minWidth: 0, flex: 1 }}>{header}</div>
        <CloseButton aria-label="Close the panel" onClick={onClose} />
      </Group>
      <div className={classes['body']}>{children}</div>
      {footer !== undefined && <div className={classes['footer']}>{footer}</div>}
    </aside>
  );
}
