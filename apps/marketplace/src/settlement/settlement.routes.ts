/** Owns the settlements of the merchant API. */
import {
  formatWireDate,
  type settlementRoutes as jetSettlementRoutes,
  MAX_LISTED_SETTLEMENTS,
  type SettlementReply,
  settlementLink,
  settlementNotFound,
} from '@jetway/jet-api';
import { DAY_MS, decimalFromCents, type Instant } from '@jetway/kernel';
import type { Handlers } from '@jetway/service';
import type { MarketplaceDatabase } from '../database/index.ts';
import type { AccountContext } from '../merchants/index.ts';
import { listSettlementIds } from './settlement.store.ts';
import { type Balances, type EntryAmounts, type Settlement, settlementValue, totalOf } from './settlement.ts';
import { readSettlement } from './settlements-read.ts';

export function settlementHandlers(deps: {
  readonly database: MarketplaceDatabase;
}): Handlers<typeof jetSettlementRoutes, AccountContext> {
  const { db } = deps.database;
  return {
    listSettlements: async ({ accountId, now }, { params }) => {
      const ids = await listSettlementIds(db, accountId, now - params.days * DAY_MS, MAX_LISTED_SETTLEMENTS);
      return { status: 200, body: { settlement_report_urls: ids.map(settlementLink) } };
    },
    getSettlement: async ({ accountId }, { params }) => {
      const found = await readSettlement(db, accountId, params.settlementId);
      if (found === undefined) return { status: 404, body: { errors: [settlementNotFound(params.settlementId)] } };
      return { status: 200, body: toJetSettlement(found.settlement, found.balances) };
    },
  };
}

const wireDate = (instant: Instant): string => formatWireDate('sevenDigitsZ', instant);

/**
 * A settlement as the merchant API shows it. Of what was recorded, nothing here is ever charged as a processing fee,
 * for shipping or for fulfilment: these are 0.
 */
export function toJetSettlement(settlement: Settlement, balances: Balances): SettlementReply {
  const { orders, returns, adjustmentCents } = balances;
  const valueCents = settlementValue(balances);
  return {
    settlement_report_id: settlement.id,
    settlement_state: settlement.state,
    currency: 'USD',
    unavailable_balance: decimalFromCents(settlement.state === 'open' ? valueCents : 0),
    settlement_period_start: wireDate(settlement.startsAt),
    settlement_period_end: wireDate(settlement.endsAt),
    order_balance_details: detailsOf(orders),
    order_balance: decimalFromCents(totalOf(orders)),
    return_balance_details: { ...detailsOf(returns), shipping_charge: 0, fulfillment_fee: 0 },
    return_balance: decimalFromCents(totalOf(returns)),
    jet_adjustment: decimalFromCents(adjustmentCents),
    settlement_value: decimalFromCents(valueCents),
  };
}

const detailsOf = (amounts: EntryAmounts) => ({
  merchant_price: decimalFromCents(amounts.principalCents),
  jet_variable_commission: decimalFromCents(amounts.variableCommissionCents),
  fixed_commission: decimalFromCents(amounts.fixedCommissionCents),
  tax: decimalFromCents(amounts.taxCents),
  shipping_tax: decimalFromCents(amounts.shippingTaxCents),
  merchant_return_charge: decimalFromCents(amounts.returnChargeCents),
  return_processing_fee: 0,
  shipping_revenue: decimalFromCents(amounts.shippingCents),
});
