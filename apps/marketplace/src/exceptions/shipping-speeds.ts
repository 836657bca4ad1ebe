/** Owns how fast shipping is by the names of its methods and service levels. */
import { normalise, type ServiceLevel } from '@jetway/jet-api';

export type ShippingSpeed = 'next day' | 'second day' | 'expedited' | 'freight' | 'ground';

/** The documented names of methods and levels tell how fast they are. */
export function speedOf(name: string): ShippingSpeed {
  const text = normalise(name);
  if (/nextday|overnight|sameday/.test(text)) return 'next day';
  if (/2ndday|2day|secondday/.test(text)) return 'second day';
  if (/freight/.test(text)) return 'freight';
  if (/expedited|3day|expresssaver|priority/.test(text)) return 'expedited';
  return 'ground';
}

/** The usual level of a speed, where a node does not say. */
export const levelOfSpeed: Readonly<Record<ShippingSpeed, ServiceLevel>> = {
  'next day': 'Next Day',
  'second day': 'Second Day',
  expedited: 'Expedited',
  freight: 'Scheduled (freight)',
  ground: 'Standard',
};
