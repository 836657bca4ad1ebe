/** Owns the numbers of work to do now; each opens its list. */
import type { WorkItem } from '@jetway/oms-api';
import { deadlineState, useNow } from '@jetway/ui';
import { Link } from '@tanstack/react-router';
import { addressParts, workTone, workWords } from './home.ts';
import classes from './work-tiles.module.css';

function moreOf({ kind, count, urgent, deadlineAt }: WorkItem, now: number): string {
  if (count === 0) return '';
  if (urgent > 0 && kind !== 'late') return `${urgent.toLocaleString()} ${workWords[kind].urgent}`;
  return deadlineAt === null ? '' : `first ${deadlineState(deadlineAt, now).text}`;
}

export function WorkTiles({ work }: { readonly work: readonly WorkItem[] }) {
  const now = useNow();
  return (
    <ul className={classes['tiles']} aria-label="Work to do now">
      {work.map((item) => (
        <li key={item.kind}>
          <Link {...addressParts(item.address)} className={classes['tile'] ?? ''} data-tone={workTone(item)}>
            <span className={classes['count']}>{item.count.toLocaleString()}</span>
            <span className={classes['name']}>{workWords[item.kind].name}</span>
            <span className={classes['more']}>{moreOf(item, now)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
