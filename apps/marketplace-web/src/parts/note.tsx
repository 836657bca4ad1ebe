/** Owns a note within a page or dialog: what one should know before going on. */
import type { ReactNode } from 'react';
import classes from './note.module.css';

export interface NoteProps {
  readonly tone: 'neutral' | 'warning' | 'danger';
  readonly icon: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
  /** It changes while one reads and is read out then. */
  readonly live?: boolean;
}

export function Note({ tone, icon, title, children, live = false }: NoteProps) {
  return (
    <div className={classes['note']} data-tone={tone} {...(live ? { role: 'status' } : {})}>
      <span className={classes['icon']} aria-hidden>
        {icon}
      </span>
      <div>
        <div className={classes['title']}>{title}</div>
        {children}
      </div>
    </div>
  );
}
