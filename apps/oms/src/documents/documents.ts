/** Owns what stands on paper: which orders of those named, and what is to be picked where. */
import type { DocumentKind, PrintedDocument } from '@jetway/oms-api';
import type { PaperOrder } from '../orders/index.ts';

type LeftOut = PrintedDocument['leftOut'][number];

export interface Chosen {
  readonly orders: readonly PaperOrder[];
  readonly leftOut: readonly LeftOut[];
}

/** Orders that stand in a document of this kind, and why the others do not. */
export function chooseOrders(kind: DocumentKind, named: readonly PaperOrder[]): Chosen {
  const reasonOf = kind === 'pick-list' ? whyNotPicked : whyNotPacked;
  const leftOut = named.flatMap((order): LeftOut[] => {
    const reason = reasonOf(order);
    return reason === undefined ? [] : [{ orderId: order.orderId, referenceNumber: order.referenceNumber, reason }];
  });
  return { orders: named.filter((order) => reasonOf(order) === undefined), leftOut };
}

function whyNotPacked({ isReleased, isOnHold, status, lines }: PaperOrder): LeftOut['reason'] | undefined {
  if (!isReleased) return 'not_released';
  if (isOnHold) return 'on_hold';
  return status === 'cancelled' || lines.length === 0 ? 'cancelled' : undefined;
}

const whyNotPicked = (order: PaperOrder): LeftOut['reason'] | undefined =>
  whyNotPacked(order) ?? (order.lines.some(({ open }) => open > 0) ? undefined : 'nothing_open');

/** Units of a SKU to be fetched at one place. */
export interface Pick {
  readonly merchantSku: string;
  readonly title: string;
  readonly units: number;
  /** The orders that they are for. */
  readonly orders: readonly { readonly referenceNumber: string; readonly units: number }[];
}

export interface PickPlace {
  /** Null for units that no location holds yet. */
  readonly locationName: string | null;
  readonly picks: readonly Pick[];
}

/** By code points, which is the same everywhere. */
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What to fetch for the orders: place by place, SKU by SKU, units summed. Units without a place come last. */
export function picksOf(orders: readonly PaperOrder[]): readonly PickPlace[] {
  const open = orders.flatMap(({ referenceNumber, lines }) =>
    lines.filter((line) => line.open > 0).map((line) => ({ ...line, referenceNumber })),
  );
  const places = Map.groupBy(open, ({ locationName }) => locationName);
  return [...places]
    .toSorted(([a], [b]) => (a === null ? 1 : b === null ? -1 : byText(a, b)))
    .map(([locationName, lines]) => ({
      locationName,
      picks: [...Map.groupBy(lines, ({ merchantSku }) => merchantSku)]
        .toSorted(([a], [b]) => byText(a, b))
        .map(([merchantSku, ofSku]) => ({
          merchantSku,
          title: ofSku.find(({ title }) => title !== '')?.title ?? '',
          units: ofSku.reduce((sum, line) => sum + line.open, 0),
          orders: [...Map.groupBy(ofSku, ({ referenceNumber }) => referenceNumber)].map(
            ([referenceNumber, ofOrder]) => ({
              referenceNumber,
              units: ofOrder.reduce((sum, line) => sum + line.open, 0),
            }),
          ),
        })),
    }));
}
