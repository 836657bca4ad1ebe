/** Owns what the parts of one parcel's fields are given. */
import type { OrderLine, ShippingOptions } from '@jetway/oms-api';
import type { ParcelDraft, Requested } from './parcels.ts';

export interface ParcelFieldsProps {
  readonly index: number;
  readonly parcel: ParcelDraft;
  readonly lines: readonly OrderLine[];
  readonly options: ShippingOptions;
  readonly requested: Requested;
  /** Whether units may be cancelled along with what is shipped. */
  readonly mayCancel: boolean;
  /** Messages by field. */
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (parcel: ParcelDraft) => void;
  /** Absent for the only parcel. */
  readonly onRemove?: (() => void) | undefined;
}
