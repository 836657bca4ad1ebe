/** Owns what a list of orders is asked for by: built-in views, filters, sorts. Lists, views, bulk runs and exports share it. */
import { type Static, Type } from 'typebox';
import { ConnectionId, closed, LocationId } from './shapes.ts';

/** Where an order stands in the OMS. */
export const orderStatuses = ['new', 'acknowledged', 'in_progress', 'complete', 'cancelled'] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** The built-in views of the order list: work first, by deadline, then what is over. */
export const orderTabs = [
  'to-acknowledge',
  'due-today',
  'late',
  'to-ship',
  'in-progress',
  'problems',
  'failed',
  'complete',
  'cancelled',
  'all',
] as const;
export type OrderTab = (typeof orderTabs)[number];

export const orderSorts = ['-placed', 'placed', 'ship-by', 'acknowledge-by', '-total', 'total'] as const;
export type OrderSort = (typeof orderSorts)[number];

const Word = (maxLength: number, description: string) => Type.String({ minLength: 1, maxLength, description });

/** What narrows a list of orders down; parts left out let everything pass. */
export const orderFilterShape = {
  search: Type.Optional(
    Type.String({
      maxLength: 100,
      description:
        'The starts of words: of order numbers, names of the buyer, SKUs, tracking numbers; all must be found.',
    }),
  ),
  status: Type.Optional(
    Type.Array(Type.Enum([...orderStatuses]), {
      minItems: 1,
      maxItems: 5,
      description: 'Only orders in one of these.',
    }),
  ),
  connectionId: Type.Optional(ConnectionId),
  locationId: Type.Optional(LocationId),
  serviceLevel: Type.Optional(Word(100, 'The service level that the channel asks for.')),
  shipBy: Type.Optional(
    Type.Enum(['overdue', 'today', 'next-24-hours'], { description: 'When units that are open must ship.' }),
  ),
  placedFrom: Type.Optional(Type.Integer({ description: 'Placed at this instant or later.' })),
  placedTo: Type.Optional(Type.Integer({ description: 'Placed before this instant.' })),
  hasProblems: Type.Optional(Type.Boolean({ description: 'Whether a problem of the order is open.' })),
  hasFailedMessage: Type.Optional(Type.Boolean({ description: 'Whether the channel refused a message about it.' })),
  sku: Type.Optional(Word(200, 'A SKU of one of its lines, whole, as the channel names it.')),
  state: Type.Optional(Word(100, 'The state that it ships to.')),
} as const;

export const OrderFilters = Type.Object(orderFilterShape, closed);
export type OrderFilters = Static<typeof OrderFilters>;

const TimeZone = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 64,
    description: 'IANA name of the time zone that says when today ends; UTC when absent.',
  }),
);

/** Which built-in view, in which time zone. */
export const orderTabQuery = {
  tab: Type.Optional(Type.Enum([...orderTabs], { description: 'A built-in view.' })),
  timeZone: TimeZone,
} as const;

/** A list of orders as a query, without its pages. */
export const orderListQuery = {
  ...orderTabQuery,
  ...orderFilterShape,
  sort: Type.Optional(
    Type.Enum([...orderSorts], {
      description:
        'By when it was placed or by its total, downwards with a minus; or by the deadline that binds, the first one first.',
    }),
  ),
} as const;

/** A list of orders as a person keeps it. */
export const OrderList = Type.Object(
  {
    tab: Type.Enum([...orderTabs]),
    sort: Type.Enum([...orderSorts]),
    filters: OrderFilters,
  },
  closed,
);
export type OrderList = Static<typeof OrderList>;

/** A number of orders that is not counted further than it matters. */
export const CappedCount = Type.Object({
  orders: Type.Integer(),
  /** There are more. */
  isCapped: Type.Boolean(),
});
