/** Owns the returns of the merchant API: lists, details, complete messages, and the sandbox's generator. */
import {
  completeReturnMessageErrors,
  MAX_LISTED_RETURNS,
  matchReturnStatus,
  nothingToReturn,
  orderNotFound,
  pathNotFound,
  returnLink,
  returnNotFound,
  type returnRoutes,
} from '@jetway/jet-api';
import type { Ids } from '@jetway/kernel';
import type { Handlers } from '@jetway/service';
import type { MarketplaceDatabase } from '../database/index.ts';
import type { AccountContext } from '../merchants/index.ts';
import { readOrder } from '../orders/index.ts';
import { toCompleteReturnCommand } from './complete-return-message.ts';
import { completeReturn, openReturn } from './return-commands.ts';
import { listReturnIds } from './return-lists.store.ts';
import { readReturn } from './returns.store.ts';
import { toJetReturn } from './returns.view.ts';
import { everythingLeft, usualCommand } from './usual-return.ts';

export type JetReturnRoutes = typeof returnRoutes;

const refusedWith = <const Status extends 400 | 404>(status: Status, errors: readonly string[]) => ({
  status,
  body: { errors: [...errors] },
});

/** What the generator's shopper says. */
const GENERATED_REASON = 'No longer want this item';

export function returnHandlers(deps: {
  readonly database: MarketplaceDatabase;
  readonly ids: Ids;
}): Handlers<JetReturnRoutes, AccountContext> {
  const { database, ids } = deps;
  const { db } = database;
  const read = async (accountId: string, returnId: string) => {
    const ret = await readReturn(db, accountId, returnId);
    const order = ret && (await readOrder(db, accountId, ret.orderId));
    if (ret === undefined || order === undefined) return refusedWith(404, [returnNotFound(returnId)]);
    return { status: 200, body: toJetReturn(ret, order) } as const;
  };
  return {
    listReturns: async ({ accountId }, { params }) => {
      const status = matchReturnStatus(params.status);
      // The status out of use: nothing is in it.
      const found = status === undefined ? [] : await listReturnIds(db, { accountId, status }, MAX_LISTED_RETURNS);
      return { status: 200, body: { return_urls: found.map(returnLink) } };
    },
    getReturn: ({ accountId }, { params }) => read(accountId, params.returnId),
    getReturnByPrintedLink: ({ accountId }, { params }) => read(accountId, params.returnId),
    completeReturn: async (context, { params, body }) => {
      const errors = completeReturnMessageErrors(body);
      if (errors.length > 0) return refusedWith(400, errors);
      const at = { accountId: context.accountId, returnId: params.returnId };
      const outcome = await database.transaction((tx) =>
        completeReturn(tx, at, toCompleteReturnCommand(body), context.now, context),
      );
      if (outcome.ok) return { status: 204 };
      const { code, texts } = outcome.refusal;
      return code === 'not_found' ? refusedWith(404, [returnNotFound(params.returnId)]) : refusedWith(400, texts);
    },
    generateReturn: async (context, { params }) => {
      if (context.kind !== 'test') return refusedWith(404, [pathNotFound]);
      const opened = await database.transaction((tx) =>
        openReturn(
          tx,
          { accountId: context.accountId, orderId: params.orderId },
          (standing) =>
            usualCommand({ items: everythingLeft(standing, GENERATED_REASON), refundWithoutReturn: false }, ids),
          { now: context.now, ids },
          context,
        ),
      );
      if (opened.ok) return { status: 200, body: { url: returnLink(opened.value.id) } };
      return opened.refusal.code === 'not_found'
        ? refusedWith(404, [orderNotFound(params.orderId)])
        : refusedWith(400, [nothingToReturn(params.orderId)]);
    },
  };
}
