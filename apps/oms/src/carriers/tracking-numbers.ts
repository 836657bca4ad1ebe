/** Owns what a tracking number tells by itself: whose it is, and whether it was typed right. Advice, never a refusal. */
import { type NumberFamily, trackingPatterns } from './tracking-patterns.ts';

export type TrackingWarningCode = 'check_digit' | 'other_carrier' | 'unusual_form';

export interface TrackingAdvice {
  /** Carriers whose numbers look like this, the likeliest first; empty when nobody's do. */
  readonly looksLike: readonly NumberFamily[];
  /** Undefined when nothing is odd, or nothing is known about the carrier's numbers. */
  readonly warning: { readonly code: TrackingWarningCode; readonly text: string } | undefined;
}

/** Whose numbers a carrier's parcels may have; several hand their parcels to the post. Compared without blanks and case. */
const familiesOf: Readonly<Record<string, readonly NumberFamily[]>> = {
  ups: ['UPS'],
  upsfreight: ['UPS'],
  upssurepost: ['UPS', 'USPS'],
  upsmailinnovations: ['UPS', 'USPS'],
  fedex: ['FedEx'],
  fedexsmartpost: ['FedEx', 'USPS'],
  usps: ['USPS'],
  dhl: ['DHL'],
  dhlglobalmail: ['DHL', 'USPS'],
  ontrac: ['OnTrac'],
  ontracdirectpost: ['OnTrac', 'USPS'],
  lasership: ['LaserShip'],
};

const key = (carrier: string): string => carrier.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Blanks and hyphens are printed for people; they are no part of a number. */
const bare = (number: string): string => number.replace(/[\s-]/g, '').toUpperCase();

/** Reads a number, held against a carrier in the channel's spelling when there is one. */
export function readTracking(trackingNumber: string, carrier: string | null): TrackingAdvice {
  const number = bare(trackingNumber);
  const fitting = trackingPatterns.filter(({ form }) => form.test(number));
  const sound = fitting.filter(({ isSound }) => isSound?.(number) ?? true);
  const looksLike = [...new Set(sound.map(({ family }) => family))];
  const own = carrier === null ? undefined : familiesOf[key(carrier)];
  if (carrier === null || own === undefined || number === '') return { looksLike, warning: undefined };
  if (looksLike.some((family) => own.includes(family))) return { looksLike, warning: undefined };
  const [other] = looksLike;
  return {
    looksLike,
    warning: warn(
      carrier,
      other,
      fitting.map(({ family }) => family).some((one) => own.includes(one)),
    ),
  };
}

function warn(carrier: string, other: NumberFamily | undefined, isNear: boolean): TrackingAdvice['warning'] {
  if (other !== undefined)
    return { code: 'other_carrier', text: `This looks like a number of ${other}, and the carrier is ${carrier}.` };
  if (isNear) return { code: 'check_digit', text: `The check digit is wrong for ${carrier}: a digit may be mistyped.` };
  return { code: 'unusual_form', text: `Numbers of ${carrier} usually look different.` };
}
