/** Owns tabs over the views of one list, each with the number of its rows. */
import { Tabs } from '@mantine/core';
import { useEffect, useRef } from 'react';
import classes from './counted-tabs.module.css';

/** One view of the list. */
export interface CountedTab<Id extends string> {
  readonly id: Id;
  readonly name: string;
  /** Not shown while it is not known. */
  readonly count: number | undefined;
  /** There are more than were counted. */
  readonly isCapped?: boolean;
  /** The count is nothing good. */
  readonly isAlarm?: boolean;
}

/** The views of a list, and the one that is shown. */
export interface CountedTabsProps<Id extends string> {
  /** For screen readers: what the tabs choose between. */
  readonly label: string;
  readonly tabs: readonly CountedTab<Id>[];
  readonly current: Id;
  readonly onChange: (id: Id) => void;
}

/** In one row, which is scrolled sideways where the page is narrow. */
export function CountedTabs<Id extends string>({ label, tabs, current, onChange }: CountedTabsProps<Id>) {
  const change = (value: string | null) => {
    const chosen = tabs.find(({ id }) => id === value);
    if (chosen !== undefined) onChange(chosen.id);
  };
  const row = useRef<HTMLDivElement>(null);
  const known = tabs.some(({ id }) => id === current);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tab that became the current one is brought into view
  useEffect(() => {
    row.current
      ?.querySelector('[role="tab"][aria-selected="true"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current, known]);
  return (
    <div className={classes['scroll']} ref={row}>
      <Tabs value={current} onChange={change} variant="default">
        <Tabs.List className={classes['list'] ?? ''} aria-label={label}>
          {tabs.map(({ id, name, count, isCapped, isAlarm }) => (
            <Tabs.Tab key={id} value={id} className={classes['tab'] ?? ''}>
              {name}
              {count !== undefined && (
                <span className={classes['count']} data-alarm={isAlarm || undefined}>
                  {count.toLocaleString()}
                  {isCapped === true ? '+' : ''}
                </span>
              )}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
    </div>
  );
}
