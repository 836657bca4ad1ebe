/** Owns the bar behind which news wait, so that nothing moves while somebody reads. */
import { Button } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './news-bar.module.css';

/** What waits, in words, and how to show it. */
export interface NewsBarProps {
  /** "3 new orders"; empty when there are none. */
  readonly text: string;
  readonly onShow: () => Promise<void>;
}

/** Says nothing while there is nothing; a screen reader is told when there is. */
export function NewsBar({ text, onShow }: NewsBarProps) {
  const [busy, setBusy] = useState(false);
  const show = async () => {
    setBusy(true);
    window.scrollTo({ top: 0 });
    await onShow();
    setBusy(false);
  };
  return (
    <div className={classes['place']} role="status">
      {text !== '' && (
        <Button
          size="sm"
          radius="xl"
          variant="light"
          className={classes['bar'] ?? ''}
          loading={busy}
          leftSection={<IconArrowUp size={14} aria-hidden />}
          onClick={() => void show()}
        >
          {text} — show
        </Button>
      )}
    </div>
  );
}
