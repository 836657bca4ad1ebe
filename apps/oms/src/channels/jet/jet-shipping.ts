/** Owns the choice of carriers and methods that Jet knows (page Ship Order), in an order that helps who ships. */
import { carriers, normalise, shipmentMethods } from '@jetway/jet-api';
import type { ShippingOptions } from '@jetway/oms-api';

/** Methods whose names do not begin with their carrier's: LSO is Lone Star Overnight; DHL's mail services are its own. */
const namedOtherwise: Readonly<Record<string, (method: string) => boolean>> = {
  'Lone Star': (method) => method.startsWith('LSO'),
  'DHL Global Mail': (method) => /^DHL(eCommerce|Smartmail)/.test(method),
  'FedEx Freight': (method) => /^FedEx\w*Freight/i.test(method),
  'UPS Freight': (method) => /^UPS\w*Freight/.test(method),
};

/** A name that is the beginning of many methods' names by chance. */
const exactOnly: ReadonlySet<string> = new Set(['A1', 'Other', 'Parcel']);

const fits = (carrier: string, method: string): boolean =>
  namedOtherwise[carrier]?.(method) ??
  (exactOnly.has(carrier)
    ? normalise(method) === normalise(carrier)
    : normalise(method).startsWith(normalise(carrier)));

/** Every method may go with every carrier; these belong together. `Other` ends each list. */
export const jetShippingOptions = (): ShippingOptions => ({
  carriers: [...carriers],
  methods: [...shipmentMethods],
  methodsByCarrier: Object.fromEntries(
    carriers.map((carrier) => [
      carrier,
      [...shipmentMethods.filter((method) => method !== 'Other' && fits(carrier, method)), 'Other'],
    ]),
  ),
});
