/**
 * Owns the address at which a merchant's software reads how far the setup is. The address was used by sellers' software;
 * no answer of it is printed or recorded, so the form is ours.
 */
import { defineRoutes } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { openEnum } from './loose.ts';
import { listRefusals } from './replies.ts';

/** What must have been done on the test account before the live keys work, in the order in which it is shown. */
export const merchantSetupSteps = [
  'sku_listed',
  'order_acknowledged',
  'order_shipped',
  'order_cancelled',
  'return_completed',
] as const;
export type MerchantSetupStep = (typeof merchantSetupSteps)[number];

/** Each step in words that go on "Missing on the test account: …". */
export const merchantSetupStepTexts: Readonly<Record<MerchantSetupStep, string>> = {
  sku_listed: 'a SKU listed, priced and stocked',
  order_acknowledged: 'an order acknowledged as accepted',
  order_shipped: 'an order shipped',
  order_cancelled: 'units of an order cancelled, or an order rejected',
  return_completed: 'a return completed',
};

export const MerchantSetupStatus = Type.Object({
  merchant_id: Type.String(),
  setup_status: openEnum(['complete', 'incomplete']),
  steps: Type.Array(
    Type.Object({
      step: openEnum(merchantSetupSteps),
      description: Type.String(),
      is_complete: Type.Boolean(),
      completed_date: Type.Optional(
        Type.String({ description: 'In the time of the test account, in the form `2015-09-10T18:07:20.0830684Z`.' }),
      ),
    }),
    { maxItems: 20 },
  ),
});
export type MerchantSetupStatus = Static<typeof MerchantSetupStatus>;

export const merchantSetupRoutes = defineRoutes({
  getMerchantSetupStatus: {
    method: 'GET',
    path: '/portal/merchantsetupstatus',
    summary: 'Tell what is still to be done on the test account before the live keys work',
    tags: ['Setup'],
    auth: 'account',
    replies: { 200: MerchantSetupStatus, 401: listRefusals[401] },
  },
});
