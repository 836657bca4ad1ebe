/** Owns an order that is being put together: its lines, where it is to come from, and who orders. */
import type { OperatorSku } from '@jetway/marketplace-api';
import { type AddressValues, addressOf, checkAddress, noAddress } from '../../../parts/address.ts';
import type { PlaceOrderBody } from '../orders.queries.ts';

export interface BasketLine {
  readonly sku: OperatorSku;
  /** An empty field is no number. */
  readonly quantity: number | '';
}

export interface PlacingValues {
  readonly lines: readonly BasketLine[];
  /** Null: any node that can fill all of it. */
  readonly nodeId: string | null;
  readonly serviceLevel: string | null;
  readonly returnsWaived: boolean;
  readonly isMadeUp: boolean;
  readonly name: string;
  readonly phone: string;
  readonly address: AddressValues;
}

export const emptyBasket: PlacingValues = {
  lines: [],
  nodeId: null,
  serviceLevel: null,
  returnsWaived: false,
  isMadeUp: true,
  name: '',
  phone: '',
  address: noAddress,
};

/** What a shopper can order of a SKU: at the node, or at the one that has most of it. */
export function purchasableAt({ stock }: Pick<OperatorSku, 'stock'>, nodeId: string | null): number {
  const places = nodeId === null ? stock : stock.filter((place) => place.nodeId === nodeId);
  return Math.max(0, ...places.map(({ purchasable }) => purchasable));
}

/** One more of a SKU. */
export function addToBasket(lines: readonly BasketLine[], sku: OperatorSku): readonly BasketLine[] {
  if (lines.every((line) => line.sku.sku !== sku.sku)) return [...lines, { sku, quantity: 1 }];
  return lines.map((line) => (line.sku.sku === sku.sku ? { ...line, quantity: Number(line.quantity) + 1 } : line));
}

const MOST_OF_ONE = 10_000;

/** Why a line cannot be ordered like this; undefined when it can. Stock may change: the server has the last word. */
export function lineProblem({ sku, quantity }: BasketLine, nodeId: string | null): string | undefined {
  if (quantity === '' || !Number.isInteger(quantity) || quantity < 1 || quantity > MOST_OF_ONE)
    return 'Enter a whole number';
  const most = purchasableAt(sku, nodeId);
  if (quantity <= most) return undefined;
  return most === 0 ? 'Not purchasable at this node' : `Only ${most.toLocaleString()} purchasable at one node`;
}

/** Messages by field, as the server names them. */
export function checkPlacing(values: PlacingValues): Readonly<Record<string, string>> {
  const lines = values.lines.flatMap((line, index) => {
    const problem = lineProblem(line, values.nodeId);
    return problem === undefined ? [] : [[`items.${index}`, problem]];
  });
  const person = values.isMadeUp
    ? []
    : [
        ...(values.name.trim() === '' ? [['shopper.name', 'Enter a name']] : []),
        ...Object.entries(checkAddress(values.address)).map(([field, text]) => [`shopper.address.${field}`, text]),
      ];
  const empty = values.lines.length === 0 ? [['items', 'Choose at least one SKU']] : [];
  return Object.fromEntries([...empty, ...lines, ...person]) as Record<string, string>;
}

/** The request of values without problems. */
export function placingBody(values: PlacingValues): PlaceOrderBody {
  const phone = values.phone.trim();
  return {
    items: values.lines.map(({ sku, quantity }) => ({ sku: sku.sku, quantity: Number(quantity) })),
    ...(values.nodeId === null ? {} : { nodeId: values.nodeId }),
    ...(values.serviceLevel === null ? {} : { serviceLevel: values.serviceLevel }),
    ...(values.returnsWaived ? { returnsWaived: true } : {}),
    ...(values.isMadeUp
      ? {}
      : {
          shopper: {
            name: values.name.trim(),
            ...(phone === '' ? {} : { phone }),
            address: addressOf(values.address),
          },
        }),
  };
}

/** Prices of the lines without tax and shipping, in cents, and how many units. */
export function basketTotals(lines: readonly BasketLine[]): { readonly units: number; readonly cents: number } {
  return lines.reduce(
    ({ units, cents }, { sku, quantity }) => ({
      units: units + Number(quantity),
      cents: cents + Number(quantity) * (sku.priceCents ?? 0),
    }),
    { units: 0, cents: 0 },
  );
}
