/** Owns the bar behind which news wait, so that nothing moves while somebody reads. */
import { Button } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './news-bar.module.css';

export interface NewsBarProps {
  /** Empty when there are none. */
  readonly text: string;
  readonly onShow: () => Promise<void>;
}

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
