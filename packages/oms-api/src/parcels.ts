/** Owns the shapes of parcels in the OMS API: what is to be shipped and cancelled, and what was. */
import { type Static, Type } from 'typebox';
import { TrackingWarning } from './carriers.ts';
import { closed, Id, nullable, Quantity, Text } from './shapes.ts';

/** Where an item goes when it comes back. */
export const ReturnLocation = Type.Object(
  {
    address1: Text(255),
    address2: Type.Optional(Text(255)),
    city: Text(255),
    state: Text(255),
    zipCode: Text(255),
  },
  closed,
);
export type ReturnLocation = Static<typeof ReturnLocation>;

/** What became of one line in a parcel. */
export const ShipmentItem = Type.Object({
  lineId: Id,
  shippedQuantity: Quantity,
  cancelledQuantity: Quantity,
  rmaNumber: nullable(Type.String()),
  daysToReturn: nullable(Type.Integer()),
  returnLocation: nullable(ReturnLocation),
});

/** An instant that the channel's dates can tell: 1970 to 2100. */
const ShippingAt = Type.Integer({ minimum: 0, maximum: 4_102_444_800_000 });

/** What becomes of one line in a parcel. */
const ParcelItem = Type.Object(
  {
    lineId: Id,
    /** Units in the parcel; none when absent. */
    quantity: Type.Optional(Quantity),
    /** Units that will not be shipped, told in the same message; for those who may cancel. */
    cancelQuantity: Type.Optional(Quantity),
    /** Under which number it comes back, should it. */
    rmaNumber: Type.Optional(Text(100)),
    /** Days in which the buyer may send it back. */
    daysToReturn: Type.Optional(Type.Integer({ minimum: 0, maximum: 3650 })),
    returnLocation: Type.Optional(ReturnLocation),
  },
  closed,
);

/** A parcel to be shipped, or units to be cancelled. */
export const ParcelBody = Type.Object(
  {
    /** Any word that the channel or a mapping of the organization knows; may tell the method too. */
    carrier: Type.Optional(Text(100)),
    /** With neither carrier nor method, the default of the service level that the buyer asked for counts. */
    method: Type.Optional(Text(100)),
    /** Absent for a parcel that only cancels. */
    trackingNumber: Type.Optional(Text(100)),
    /** Now when absent. */
    shippedAt: Type.Optional(ShippingAt),
    /** When the carrier came for it; when it was shipped, when absent. */
    pickedUpAt: Type.Optional(ShippingAt),
    expectedDeliveryAt: Type.Optional(ShippingAt),
    /** The zip code of the location that the units lie at, when absent. */
    shipFromZipCode: Type.Optional(Type.String({ pattern: '^\\d{5}$' })),
    items: Type.Array(ParcelItem, { minItems: 1, maxItems: 500 }),
  },
  closed,
);
export type ParcelBody = Static<typeof ParcelBody>;

/** Something odd about the tracking number of a parcel. */
export const ParcelWarning = Type.Object({
  /** Place in the request. */
  path: Type.String(),
  code: TrackingWarning.properties.code,
  text: Type.String(),
});
export type ParcelWarning = Static<typeof ParcelWarning>;
