/** Owns one row: it opens by click and Enter, but not when a button or link within it is meant. */
import { Table } from '@mantine/core';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import classes from './data-table.module.css';
import type { RowKeys } from './use-row-keys.ts';

interface RowProps {
  readonly id: string;
  readonly keys: RowKeys;
  readonly faded: boolean;
  readonly open?: boolean;
  readonly onOpen: (() => void) | undefined;
  readonly children: ReactNode;
}

const meansSomethingElse = (event: MouseEvent | KeyboardEvent): boolean =>
  event.target instanceof Element && event.target.closest('a, button, input, label, [role="menuitem"]') !== null;

function rowHandlers({ id, keys, onOpen }: RowProps) {
  return {
    onFocus: () => keys.setActive(id),
    onClick: (event: MouseEvent) => {
      // Marking text to copy it is no click on the row.
      if (onOpen === undefined || meansSomethingElse(event) || window.getSelection()?.toString()) return;
      keys.setActive(id);
      onOpen();
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
      event.preventDefault();
      onOpen?.();
    },
  };
}

export function TableRow(props: RowProps) {
  const { id, keys, faded, open = false, onOpen, children } = props;
  return (
    <Table.Tr
      ref={keys.rowRef(id)}
      tabIndex={onOpen === undefined ? -1 : 0}
      className={classes['row'] ?? ''}
      data-clickable={onOpen !== undefined || undefined}
      data-active={keys.activeId === id || undefined}
      data-open={open || undefined}
      data-faded={faded || undefined}
      {...rowHandlers(props)}
    >
      {children}
    </Table.Tr>
  );
}

export function CardRow(props: RowProps) {
  const { id, keys, faded, onOpen, children } = props;
  return (
    <li
      ref={keys.rowRef(id)}
      tabIndex={onOpen === undefined ? -1 : 0}
      className={classes['card']}
      data-active={keys.activeId === id || undefined}
      data-faded={faded || undefined}
      {...rowHandlers(props)}
    >
      {children}
    </li>
  );
}
