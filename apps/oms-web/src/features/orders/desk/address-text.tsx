/** Owns how an address is written, and which of its lines differ from another. */
import type { ShipTo } from '@jetway/oms-api';

const linesOf = (address: ShipTo): string[] =>
  [
    address.name,
    address.address1,
    address.address2 ?? '',
    `${address.city}, ${address.state} ${address.zipCode}`,
    address.phone ?? '',
  ].filter((line) => line !== '');

export interface AddressTextProps {
  readonly address: ShipTo;
  /** Lines that this one does not have stand out. */
  readonly against?: ShipTo | undefined;
}

export function AddressText({ address, against }: AddressTextProps) {
  const others = against === undefined ? undefined : new Set(linesOf(against));
  return (
    <address style={{ fontStyle: 'normal', fontSize: 14, overflowWrap: 'anywhere' }}>
      {linesOf(address).map((line) => (
        <div key={line} style={others === undefined || others.has(line) ? {} : { fontWeight: 650 }}>
          {line}
        </div>
      ))}
    </address>
  );
}
