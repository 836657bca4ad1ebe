/** Owns the end of a long dialog: its buttons stay in sight while the rest scrolls. */
import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './dialog-footer.module.css';

export function DialogFooter({ children }: { readonly children: ReactNode }) {
  return (
    <Group justify="flex-end" className={classes['footer'] ?? ''}>
      {children}
    </Group>
  );
}
