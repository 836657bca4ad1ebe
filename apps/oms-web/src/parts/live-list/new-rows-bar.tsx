/** Owns the bar behind which new rows wait, so that nothing moves while somebody reads. */
import { Button } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import { newRowsText } from './live-rows.ts';
import classes from './new-rows-bar.module.css';

export interface NewRowsBarProps {
  readonly live: { readonly newCount: number; readonly newCountIsLeast: boolean };
  /** What the rows are, in the singular. */
  readonly noun: string;
  readonly onShow: () => Promise<void>;
}

export function NewRowsBar({ live, noun, onShow }: NewRowsBarProps) {
  const [busy, setBusy] = useState(false);
  const show = async () => {
    setBusy(true);
    window.scrollTo({ top: 0 });
    await onShow();
    setBusy(false);
  };
  return (
    <div className={classes['place']} role="status">
      {live.newCount > 0 && (
        <Button
          size="sm"
          radius="xl"
          variant="light"
          className={classes['bar'] ?? ''}
          loading={busy}
          leftSection={<IconArrowUp size={14} aria-hidden />}
          onClick={() => void show()}
        >
          {newRowsText(live, noun)} — show
        </Button>
      )}
    </div>
  );
}
