/** Owns the merchant's routes of shipping and returns exceptions (pages Shipping Exception and Returns Exception). */
import { type returnsExceptionRoutes, type shippingExceptionRoutes, skuNotFound } from '@jetway/jet-api';
import type { Handlers } from '@jetway/service';
import { replyToOne } from '../bulk/index.ts';
import type { MarketplaceDatabase } from '../database/index.ts';
import type { AccountContext } from '../merchants/index.ts';
import { putReturnsException, putShippingException } from './apply-exceptions.ts';
import { type ExceptionRows, returnsExceptionRows, shippingExceptionRows } from './exceptions.store.ts';

export type ExceptionRoutes = typeof shippingExceptionRoutes & typeof returnsExceptionRoutes;

export function exceptionHandlers(deps: {
  readonly database: MarketplaceDatabase;
}): Handlers<ExceptionRoutes, AccountContext> {
  const { db } = deps.database;
  async function read<Content>(rows: ExceptionRows<Content>, accountId: string, sku: string) {
    const found = await rows.find(db, accountId, sku);
    return found === undefined
      ? { status: 404 as const, body: { errors: [skuNotFound(sku)] } }
      : { status: 200 as const, body: found };
  }
  return {
    putShippingException: async (context, { params: { sku }, body }) =>
      replyToOne(await putShippingException(db, context, { sku, body }), sku),
    getShippingException: (context, { params }) => read(shippingExceptionRows, context.accountId, params.sku),
    putReturnsException: async (context, { params: { sku }, body }) =>
      replyToOne(await putReturnsException(db, context, { sku, body }), sku),
    getReturnsException: (context, { params }) => read(returnsExceptionRows, context.accountId, params.sku),
  };
}
