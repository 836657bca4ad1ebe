/** Owns the contract of a SKU's sales data (page SKU Sales Data), and of one SKU in the report about all of them. */
import { defineRoutes } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { SkuParams } from './fields.ts';
import { thingRefusals } from './replies.ts';

const lastUpdate = Type.String({ description: 'Date in the form `2016-02-03T11:48:30.6063244+00:00`.' });

/** At most one offer is shown; the field is a list all the same. */
const Offers = Type.Array(
  Type.Object({
    /** Always null for the time being. */
    shipping_method: Type.Null(),
    item_price: Type.Number(),
    shipping_price: Type.Number(),
    last_update: lastUpdate,
  }),
  { maxItems: 100 },
);

/** Rank and units are left out until the world has counted for the first time. */
export const SalesDataReply = Type.Object({
  sales_rank: Type.Optional(Type.Object({ level_0: Type.Integer(), last_update: lastUpdate })),
  units_sold: Type.Optional(
    Type.Object({
      /** Absent when nothing was sold. */
      last_30_days: Type.Optional(Type.Integer()),
      last_update: lastUpdate,
    }),
  ),
  my_best_offer: Offers,
  best_marketplace_offer: Offers,
});
export type SalesDataReply = Static<typeof SalesDataReply>;

export const salesDataRoutes = defineRoutes({
  getSalesData: {
    method: 'GET',
    path: '/merchant-skus/:sku/salesdata',
    summary: 'Read how a SKU sells on the marketplace, and how its offer compares with the best one',
    tags: ['SKUs'],
    auth: 'account',
    params: SkuParams,
    replies: { 200: SalesDataReply, ...thingRefusals },
  },
});
