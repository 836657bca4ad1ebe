/** Owns the refunds of the merchant API: making one, reading it, and lists by status. */
import {
  invalidValue,
  MAX_LISTED_REFUNDS,
  matchRefundListWord,
  orderNotFound,
  refundLink,
  refundListWords,
  refundMessageErrors,
  refundNotFound,
  type refundRoutes,
  refundStatusesOfWord,
} from '@jetway/jet-api';
import type { Ids } from '@jetway/kernel';
import type { Handlers } from '@jetway/service';
import type { MarketplaceDatabase } from '../database/index.ts';
import type { AccountContext } from '../merchants/index.ts';
import { readOrder } from '../orders/index.ts';
import { createRefund } from './refund-commands.ts';
import { listRefundIds } from './refund-lists.store.ts';
import { toRefundItems } from './refund-message.ts';
import { readRefund } from './refunds.store.ts';
import { refundLifecycle } from './refunds.ts';
import { toJetRefund } from './refunds.view.ts';

export type JetRefundRoutes = typeof refundRoutes;

const refusedWith = <const Status extends 400 | 404>(status: Status, errors: readonly string[]) => ({
  status,
  body: { errors: [...errors] },
});

const DIGITS = /^\d+$/;

export function refundHandlers(deps: {
  readonly database: MarketplaceDatabase;
  readonly ids: Ids;
}): Handlers<JetRefundRoutes, AccountContext> {
  const { database, ids } = deps;
  const { db } = database;
  const read = async (accountId: string, refundId: string) => {
    const refund = await readRefund(db, accountId, refundId);
    const order = refund && (await readOrder(db, accountId, refund.orderId));
    if (refund === undefined || order === undefined) return refusedWith(404, [refundNotFound(refundId)]);
    return { status: 200, body: toJetRefund(refund, order) } as const;
  };
  return {
    createRefund: async (context, { params, body }) => {
      const errors = refundMessageErrors(body);
      if (errors.length > 0) return refusedWith(400, errors);
      const { accountId, world, now } = context;
      const outcome = await database.transaction((tx) =>
        createRefund(tx, { accountId, ...params }, { items: toRefundItems(body) }, { world, now, ids }, context),
      );
      if (outcome.ok)
        // Whoever asks again is answered as he was at first, whatever became of the refund since.
        return {
          status: 201,
          body: { refund_authorization_id: outcome.value.id, refund_status: refundLifecycle.initial },
        };
      const { code, texts } = outcome.refusal;
      return code === 'not_found' ? refusedWith(404, [orderNotFound(params.orderId)]) : refusedWith(400, texts);
    },
    getRefund: ({ accountId }, { params }) => read(accountId, params.refundId),
    listRefunds: async ({ accountId }, { params: { statusOrId } }) => {
      if (DIGITS.test(statusOrId)) return read(accountId, statusOrId);
      const word = matchRefundListWord(statusOrId);
      if (word === undefined) return refusedWith(400, [invalidValue(refundListWords, '/statusOrId')]);
      const found = await listRefundIds(db, { accountId, statuses: refundStatusesOfWord[word] }, MAX_LISTED_REFUNDS);
      return { status: 200, body: { refund_urls: found.map(refundLink) } };
    },
  };
}
