/** Owns the sign that tells whether the page is live. */
import { StatusChip } from '@jetway/ui';
import { useLiveState } from '../../live/index.ts';
import classes from './live-sign.module.css';

const words = {
  live: { text: 'Live', hint: 'Changes appear here by themselves.', tone: 'success' },
  connecting: { text: 'Connecting', hint: 'The live connection is being opened.', tone: 'neutral' },
  polling: {
    text: 'Every 15 s',
    hint: 'The live connection is not to be had; the page asks for news every 15 seconds.',
    tone: 'warning',
  },
} as const;

export function LiveSign() {
  const { text, hint, tone } = words[useLiveState()];
  return (
    <StatusChip tone={tone} hint={hint} icon={<span className={classes['dot']} aria-hidden />}>
      {text}
    </StatusChip>
  );
}
