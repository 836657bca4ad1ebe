/** Owns what the OMS expects of any channel: orders and messages in neutral words, and answers that say what is sure. */
import type { Transport } from '@jetway/http-contract';
import type { Cents, Clock, Currency, Ids, Instant, Result } from '@jetway/kernel';
import type {
  ChannelInfo,
  ChannelSetting,
  RejectReason,
  ReturnLocation,
  Settings,
  ShippingOptions,
  TestResult,
} from '@jetway/oms-api';
import type { Timer } from '@jetway/service';

/**
 * What became of a call.
 * - `ok`: done, with its answer
 * - `refused`: the channel said no; sending the same again is pointless
 * - `unknown`: it may have been done (no answer, or an error after it was sent): read back before anything else
 * - `later`: surely not done; send again after `retryAfterMs`
 * - `credentials`: surely not done; the channel does not let us in until the settings change
 */
export type ChannelAnswer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'refused'; readonly text: string; readonly status: number }
  | { readonly kind: 'unknown'; readonly text: string }
  | { readonly kind: 'later'; readonly text: string; readonly retryAfterMs: number }
  | { readonly kind: 'credentials'; readonly text: string };

/** Status texts of an order as channels give them; others may come and are kept as they are. */
export type ChannelOrderStatus = 'created' | 'ready' | 'acknowledged' | 'inprogress' | 'complete' | (string & {});

/**
 * Where an order stands, in words common to all channels.
 * - `held`: not released; nothing may be done with it
 * - `to-answer`: waits to be accepted or rejected
 * - `accepted`: accepted and not finished
 * - `rejected`: we rejected it
 * - `cancelled`: ended by the buyer or the channel; what is not shipped is not wanted any more
 * - `complete`: everything shipped or cancelled by us
 * - `unknown`: a status we do not know
 */
export type OrderStanding = 'held' | 'to-answer' | 'accepted' | 'rejected' | 'cancelled' | 'complete' | 'unknown';

/** An order as a channel tells it. Instants are in the channel's time: subtract the connection's clock offset. */
export interface ChannelOrder {
  readonly channelOrderId: string;
  /** The number people use. */
  readonly referenceNumber: string;
  /** Our own id of the order, once we told the channel one. */
  readonly altOrderId: string | null;
  readonly status: ChannelOrderStatus;
  readonly standing: OrderStanding;
  readonly exceptionState: string | null;
  readonly acknowledgementStatus: string | null;
  /** The buyer asked to cancel units after the release; the lines say how many. */
  readonly isCancelRequested: boolean;
  readonly nodeId: string;
  readonly placedAt: Instant;
  readonly readyAt: Instant | null;
  readonly acknowledgedAt: Instant | null;
  readonly currency: Currency;
  readonly buyer: { readonly name: string; readonly phone: string | null; readonly email: string | null };
  readonly shipTo: ChannelAddress;
  readonly requested: {
    readonly carrier: string | null;
    readonly method: string | null;
    readonly serviceLevel: string | null;
    readonly shipByAt: Instant | null;
    readonly deliverByAt: Instant | null;
  };
  /** At least one. */
  readonly lines: readonly ChannelOrderLine[];
  readonly shipments: readonly ChannelShipment[];
  /** Texts that are none of the documented values: kept as they are, worth a problem of kind `unknown-value`. */
  readonly unknownValues: readonly UnknownValue[];
  /** The answer as it came; null characters and halves of surrogate pairs, which no database keeps, are replaced. */
  readonly raw: unknown;
}

export interface UnknownValue {
  /** Name of the field on the wire. */
  readonly field: string;
  readonly value: string;
}

export interface ChannelAddress {
  readonly name: string;
  readonly phone: string | null;
  readonly address1: string;
  readonly address2: string | null;
  readonly city: string;
  readonly state: string;
  readonly zipCode: string;
}

/** Amounts are per unit, but for the fees, which are for the whole quantity. */
export interface ChannelOrderLine {
  readonly channelLineId: string;
  readonly merchantSku: string;
  readonly title: string;
  readonly imageUrl: string | null;
  /** At least 1. */
  readonly quantity: number;
  /** Units that the buyer asked to cancel after the release. */
  readonly cancelRequestedQuantity: number;
  readonly acknowledgementStatus: string | null;
  readonly unitPriceCents: Cents;
  readonly unitTaxCents: Cents;
  readonly unitShippingCents: Cents;
  readonly unitShippingTaxCents: Cents;
  readonly feesCents: Cents;
}

export interface ChannelShipment {
  readonly channelShipmentId: string;
  /** Our own id of the shipment, when we sent it. */
  readonly altShipmentId: string | null;
  readonly carrier: string | null;
  readonly method: string | null;
  readonly trackingNumber: string | null;
  readonly lines: readonly { readonly merchantSku: string; readonly shipped: number; readonly cancelled: number }[];
}

/** What is told about a line that is answered. */
export type LineAnswer = 'fulfillable' | 'no-inventory' | 'invalid-sku';

interface IntentBase {
  /** Of this payload's shape; stored payloads outlive programs. A parcel says more since version 2. */
  readonly version: 1 | 2;
  readonly channelOrderId: string;
  /** Our id of the order: identity of the acknowledgement, told to the channel. */
  readonly altOrderId: string;
}

/** Accept the whole order, or reject it. */
export interface AcknowledgeIntent extends IntentBase {
  readonly kind: 'acknowledge';
  readonly decision: 'accept' | 'reject';
  /** One of the channel's reasons; null when accepting. */
  readonly reason: string | null;
  /** Every line of the order. */
  readonly lines: readonly { readonly channelLineId: string; readonly answer: LineAnswer }[];
}

/** One parcel left. */
export interface ShipIntent extends IntentBase {
  readonly kind: 'ship';
  /** Identity of the message: told again with the same content it changes nothing. */
  readonly altShipmentId: string;
  readonly carrier: string;
  readonly method: string;
  readonly trackingNumber: string;
  /**
   * In the channel's time: our instant plus the connection's clock offset, and after the order was placed. Fixed when the
   * intent is made: sent again, the message must be the same to the letter.
   */
  readonly shippedAt: Instant;
  readonly shipFromZipCode: string | null;
  /** In the channel's time. Absent in version 1, where it is when the parcel was shipped. */
  readonly pickedUpAt?: Instant;
  /** In the channel's time. */
  readonly expectedDeliveryAt?: Instant;
  /** The fulfilment node that it left from, where that is not the one the channel asked for. */
  readonly redirectNodeId?: string;
  readonly lines: readonly ShippedLine[];
}

/** Units of a line in a parcel; what may be absent is so in version 1. */
export interface ShippedLine {
  readonly channelLineId: string;
  readonly merchantSku: string;
  /** Units in the parcel. */
  readonly quantity: number;
  /** Units that will not be shipped. */
  readonly cancelled?: number;
  /** Under which number it comes back, should it. */
  readonly rmaNumber?: string;
  readonly daysToReturn?: number;
  readonly returnLocation?: ReturnLocation;
}

/** The order cannot be fulfilled: rejected as a whole, or some units cancelled. */
export type CancelIntent = IntentBase & { readonly kind: 'cancel' } & (
    | {
        readonly mode: 'reject';
        /** One of the channel's reasons. */
        readonly reason: string;
        readonly lines: readonly { readonly channelLineId: string; readonly answer: LineAnswer }[];
      }
    | {
        readonly mode: 'cancel-units';
        readonly altShipmentId: string;
        readonly lines: readonly {
          readonly channelLineId: string;
          readonly merchantSku: string;
          readonly quantity: number;
        }[];
      }
  );

/** A word of the merchant's own on the order, in place of the one it had. Changes nothing else, whatever its status. */
export interface TagIntent extends IntentBase {
  readonly kind: 'tag';
  /** Null: none any more. */
  readonly tag: string | null;
}

/** A message about an order, as stored until the channel has it. */
export type IntentPayload = AcknowledgeIntent | ShipIntent | CancelIntent | TagIntent;

/** What a person is shown of a message. */
export interface IntentDescription {
  readonly title: string;
  readonly explanation: string;
  /** The request as the channel will get it. */
  readonly message: { readonly method: string; readonly path: string; readonly body: unknown };
}

/**
 * What an order that was read back proves about a message: it counts, it does not yet, or it never will. `not-shown`: no
 * order ever shows it, so that its answer alone says what became of it, and without one it is sent again.
 */
export type Proof = 'done' | 'not-done' | 'refused' | 'not-shown';

/** One account: what was set for it, by the keys of the channel's settings. */
export interface ChannelAccount {
  readonly organizationId: string;
  readonly connectionId: string;
  /** Address of the channel's API, up to and without the resource; empty for a channel without one. */
  readonly baseUrl: string;
  /** Every setting that is no secret; those nobody entered hold what a new connection begins with. */
  readonly settings: Settings;
  /** Secrets in the clear; those nobody entered are absent. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** What a session is made with, so that tests and simulation own time and wires. */
export interface ChannelTools {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly ids: Ids;
  /** Carries contents that are no JSON, such as bulk files; absent: everything goes message by message. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}

/** One request and its answer, without credentials. */
export interface ChannelExchange {
  /** Whether it was made to be let in, and not for the call itself. */
  readonly isSignIn: boolean;
  readonly at: Instant;
  readonly durationMs: number;
  readonly method: string;
  readonly url: string;
  /** Null when no answer came. */
  readonly status: number | null;
  readonly requestBody: unknown;
  readonly responseBody: unknown;
  /** Why no answer came, or why it could not be used. */
  readonly error: string | null;
  readonly requestId: string;
  /** How far the channel's clock is ahead of ours, as this answer's date says; null when it does not say. */
  readonly clockOffsetMs: number | null;
}

/** What goes along with a call. */
export interface CallOptions {
  /** Sent as `x-request-id`; made anew when absent. */
  readonly requestId?: string;
  readonly traceparent?: string;
  readonly signal?: AbortSignal;
  /** Told of every request that the call made, repeated ones and the sign-in before it included. */
  readonly onExchange?: (exchange: ChannelExchange) => void;
}

/** Quantity by fulfilment node. */
export type NodeQuantities = Readonly<Record<string, number>>;

/** Statuses by which a channel lists orders. */
export type ListedStatus = 'ready' | 'acknowledged' | 'inprogress' | 'complete';

/** Links of a list that lead to an order, the oldest first. */
export interface OrderList {
  readonly channelOrderIds: readonly string[];
  /** The list is as long as the channel lets lists be: there may be more. */
  readonly isFull: boolean;
}

/**
 * Lists of orders in a status. A full list goes on by marks: what was seen is marked at the channel, and what is not
 * marked is listed. A mark takes the place of whatever mark the order had.
 */
export interface OrderLists {
  readonly list: (
    status: ListedStatus,
    which: 'all' | 'unmarked',
    options?: CallOptions,
  ) => Promise<ChannelAnswer<OrderList>>;
  /** Marks an order as seen. */
  readonly mark: (channelOrderId: string, options?: CallOptions) => Promise<ChannelAnswer<void>>;
  /** Released orders of which the buyer wants units cancelled. */
  readonly listCancelRequests: (options?: CallOptions) => Promise<ChannelAnswer<OrderList>>;
}

/** A SKU as the seller calls it, with its stock. */
export type StockRecord = readonly [sku: string, quantities: NodeQuantities];

export interface StockUpload {
  /** Read once, as fast as they can be packed; never held in memory all at once. */
  readonly records: () => AsyncIterable<StockRecord>;
  readonly name: string;
  /** Called once the content lies at the channel, before it is told to process it: remember the id. */
  readonly onStored: (channelFileId: string) => Promise<void>;
}

/** How far a bulk file is. */
export type StockFileProgress =
  | { readonly kind: 'processing' }
  | {
      readonly kind: 'processed';
      readonly refused: readonly { readonly sku: string; readonly text: string }[];
      /** Why the file as a whole could not be read; null when it could. */
      readonly fileError: string | null;
      /** False when there are more refusals than could be read. */
      readonly isComplete: boolean;
    };

/** Stock of many SKUs at once. */
export interface StockFiles {
  /** `later` and `refused`: nothing of it was or will be applied. `unknown`: it may be; ask for its progress. */
  readonly send: (upload: StockUpload, options?: CallOptions) => Promise<ChannelAnswer<void>>;
  /** `refused` with status 404 when the channel knows no such file. */
  readonly progress: (channelFileId: string, options?: CallOptions) => Promise<ChannelAnswer<StockFileProgress>>;
}

/** The conversation with one account; it signs in by itself. Reads and stock are retried a little, messages never. */
export interface ChannelSession {
  /** Ids of the orders that wait to be answered, the oldest first. */
  readonly listReady: (options?: CallOptions) => Promise<ChannelAnswer<readonly string[]>>;
  /** `refused` with status 404 when there is no such order; with status 200 when the answer is no sound order. */
  readonly readOrder: (channelOrderId: string, options?: CallOptions) => Promise<ChannelAnswer<ChannelOrder>>;
  readonly send: (intent: IntentPayload, options?: CallOptions) => Promise<ChannelAnswer<void>>;
  /** Sets the stock of a SKU at the nodes named. */
  readonly sendStock: (sku: string, quantities: NodeQuantities, options?: CallOptions) => Promise<ChannelAnswer<void>>;
  /** The stock as the channel was last told it. */
  readonly readStock: (sku: string, options?: CallOptions) => Promise<ChannelAnswer<NodeQuantities>>;
  /** Absent: orders that wait are all that can be listed. */
  readonly lists?: OrderLists;
  /** Absent: stock goes SKU by SKU. */
  readonly stockFiles?: StockFiles | undefined;
  /** Tries the account step by step, changing nothing. */
  readonly test: (options?: CallOptions) => Promise<TestResult>;
}

/** Why an order is rejected, in words common to all channels. */
export type RejectCause = 'items' | 'location' | 'other';

/** A reason in the channel's spelling, and what it is given for by the OMS itself. */
export interface ChannelRejectReason extends RejectReason {
  readonly causes: readonly RejectCause[];
}

/** What a channel says of itself: pages are drawn from it, and what is entered is checked by it. */
export interface ChannelDescription extends Omit<ChannelInfo, 'settings' | 'rejectReasons'> {
  readonly settings: readonly ChannelSetting[];
  /** The most general reason comes first; there is one for every cause. */
  readonly rejectReasons: readonly ChannelRejectReason[];
}

/** A kind of marketplace, as the OMS sees it. */
export interface Channel extends ChannelDescription {
  /** Looks at settings together, before they are kept; what each may be by its kind has been checked. */
  readonly checkSettings?: (settings: Settings) => Result<void, 'bad_setting'>;
  readonly openSession: (account: ChannelAccount, tools: ChannelTools) => ChannelSession;
  readonly shippingOptions: () => ShippingOptions;
  /** The channel's own spelling of a carrier or method; undefined when it has none such. */
  readonly matchCarrier: (text: string) => string | undefined;
  readonly matchMethod: (text: string) => string | undefined;
  /** What a buyer may ask for. */
  readonly serviceLevels: readonly string[];
  readonly matchServiceLevel: (text: string) => string | undefined;
  /** Why the channel would refuse the message whatever the order, in its words; empty when nothing is wrong with it. */
  readonly faultsOf: (intent: IntentPayload) => readonly string[];
  /** Whether a text holds several tracking numbers, which a channel refuses. */
  readonly isConcatenatedTracking: (text: string) => boolean;
  readonly describe: (intent: IntentPayload) => IntentDescription;
  readonly proves: (intent: IntentPayload, order: ChannelOrder) => Proof;
  /** An order or message body of this channel without the buyer's personal data. */
  readonly withoutBuyer: (body: unknown) => unknown;
}
