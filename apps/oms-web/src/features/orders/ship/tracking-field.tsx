/** Owns the field of a tracking number, with what the number tells while it is typed. */
import { Anchor, Text, TextInput } from '@mantine/core';
import { useTrackingCheck } from '../../carriers/index.ts';
import { isShipped, type ParcelDraft } from './parcels.ts';

export interface TrackingFieldProps {
  readonly index: number;
  readonly parcel: ParcelDraft;
  readonly carriers: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (trackingNumber: string) => void;
  readonly onCarrier: (carrier: string) => void;
}

export function TrackingField({ index, parcel, carriers, error, onChange, onCarrier }: TrackingFieldProps) {
  const check = useTrackingCheck(isShipped(parcel) ? parcel.trackingNumber : '', parcel.carrier);
  const suggested = check?.suggestedCarrier ?? null;
  const isOther = suggested !== null && suggested !== parcel.carrier && carriers.includes(suggested);
  const isOdd = (check?.warning ?? null) !== null;
  const told = isOdd || (isOther && parcel.carrier === null);
  return (
    <TextInput
      label="Tracking number"
      autoFocus={index === 0}
      autoComplete="off"
      maxLength={100}
      value={parcel.trackingNumber}
      error={error}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      description={
        told ? (
          <Text size="xs" c={isOdd ? 'orange' : 'dimmed'} component="span" role="status">
            {check?.warning?.text ?? `Looks like a number of ${suggested}.`}{' '}
            {isOther && (
              <Anchor component="button" type="button" size="xs" onClick={() => onCarrier(suggested)}>
                Choose {suggested}
              </Anchor>
            )}
          </Text>
        ) : undefined
      }
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
