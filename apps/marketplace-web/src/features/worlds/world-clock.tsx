/** Owns a world's clock on screen; it stands within a WorldTimeProvider. */
import { exactInstant, useNow } from '@jetway/ui';
import { Text } from '@mantine/core';
import { rateText } from './worlds.ts';

const clockFormat: Intl.DateTimeFormatOptions = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  second: '2-digit',
};

export interface WorldClockProps {
  readonly rate: number;
  /** As the main thing of a page. */
  readonly large?: boolean;
}

export function WorldClock({ rate, large = false }: WorldClockProps) {
  const now = useNow();
  return (
    <div>
      <Text
        component="time"
        dateTime={new Date(now).toISOString()}
        title={exactInstant(now)}
        className="jw-number"
        size={large ? 'xl' : 'sm'}
        fw={600}
        style={{ whiteSpace: large ? 'normal' : 'nowrap' }}
      >
        {new Intl.DateTimeFormat(undefined, clockFormat).format(now)}
      </Text>
      <Text size={large ? 'sm' : 'xs'} c="dimmed">
        World time, {rateText(rate)}
      </Text>
    </div>
  );
}
