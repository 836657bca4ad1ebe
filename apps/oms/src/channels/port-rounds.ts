/** Owns what the slow rounds of sync expect of a channel, where it has it: lists of orders, and bulk files of stock. */
import type { CallOptions, ChannelAnswer, NodeQuantities } from './port.ts';

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
