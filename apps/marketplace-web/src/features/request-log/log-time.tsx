/** Owns instants of the log: to the millisecond, in real time, whatever the account's world shows. */
import { exactInstant } from '@jetway/ui';

const form: Intl.DateTimeFormatOptions = {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
};

export function LogTime({ at }: { readonly at: number }) {
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={exactInstant(at)}
      className="jw-number"
      style={{ whiteSpace: 'nowrap' }}
    >
      {new Intl.DateTimeFormat(undefined, form).format(at)}
    </time>
  );
}
