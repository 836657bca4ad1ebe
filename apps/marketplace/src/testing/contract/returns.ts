/** Owns what the tests of the contracts know of returns and refunds. */
import { aShippedOrder } from '../shipped-orders.ts';
import {
  type JetForeign,
  type JetSamples,
  listWalk,
  nothing,
  type OperatorSamples,
  type OperatorWalker,
  ofAccount,
  pair,
  TOO_LONG,
  type Walk,
} from './part.ts';
import { type At, refundOf, type WentBack } from './world.ts';

const MISSING_REFUND = '1000000000000000';
const completionOf = ({ order }: WentBack) => ({ merchant_order_id: order.orderId, agree_to_return_charge: true });

export const jetReturns = (at: At) => {
  const ofReturn = () => ({ params: { returnId: at().back.returnId } });
  const foreign = <More extends object>(more: () => More) => pair('returnId', () => at().theirBack.returnId, more);
  return {
    samples: {
      listReturns: () => ({ params: { status: 'created' } }),
      getReturn: ofReturn,
      getReturnByPrintedLink: ofReturn,
      completeReturn: () => ({ ...ofReturn(), body: completionOf(at().back) }),
      generateReturn: () => ({ params: { orderId: at().back.order.orderId } }),
      createRefund: () => ({
        params: { orderId: at().back.order.orderId, altRefundId: 'mine' },
        body: refundOf(at().back.order),
      }),
      getRefund: () => ({ params: { refundId: at().back.refundId } }),
      listRefunds: () => ({ params: { statusOrId: 'created' } }),
    } satisfies JetSamples,
    foreign: {
      getReturn: foreign(nothing),
      getReturnByPrintedLink: foreign(nothing),
      completeReturn: foreign(() => ({ body: completionOf(at().theirBack) })),
      generateReturn: pair('orderId', () => at().theirBack.order.orderId, nothing),
      createRefund: () => {
        const { order } = at().theirBack;
        const of = (orderId: string) => ({ params: { orderId, altRefundId: 'mine' }, body: refundOf(order) });
        return Promise.resolve({ foreign: of(order.orderId), missing: of('nowhere') });
      },
      getRefund: pair('refundId', () => at().theirBack.refundId, nothing, MISSING_REFUND),
      listRefunds: pair('statusOrId', () => at().theirBack.refundId, nothing, MISSING_REFUND),
    } satisfies JetForeign,
    walk: (): Walk => {
      const { back } = at();
      return [
        ['GET', '/returns/created'],
        ['GET', '/returns/nonsense'],
        ...[back.returnId, 'nowhere', TOO_LONG].flatMap(
          (id): Walk => [
            ['GET', `/returns/state/${id}`],
            ['GET', `/return/state/${id}`],
            ['PUT', `/returns/${id}/complete`, completionOf(back)],
          ],
        ),
        ...[back.order.orderId, back.order.orderId, 'nowhere'].map((id) => ['GET', `/returns/generate/${id}`] as const),
        ...[back.order.orderId, 'nowhere'].map(
          (id) => ['POST', `/refunds/${id}/walked`, refundOf(back.order)] as const,
        ),
        ['POST', `/refunds/${back.order.orderId}/walked`, {}],
        ...[back.refundId, MISSING_REFUND, TOO_LONG].flatMap(
          (id): Walk => [
            ['GET', `/refunds/state/${id}`],
            ['GET', `/refunds/${id}`],
          ],
        ),
        ['GET', '/refunds/created'],
      ];
    },
  };
};

export const operatorReturns = (at: At) => {
  const account = ofAccount(at);
  const ofRefund = () => ({ params: { ...account().params, refundId: at().back.refundId } });
  return {
    samples: {
      listReturns: account,
      countReturns: account,
      getReturn: () => ({ params: { ...account().params, returnId: at().back.returnId } }),
      openReturn: () => ({
        params: { ...account().params, orderId: at().back.order.orderId },
        body: { items: [{ sku: at().back.order.sku, quantity: 1, reason: 'Item does not fit' }] },
      }),
      listRefunds: account,
      countRefunds: account,
      getRefund: ofRefund,
      decideRefund: () => ({ ...ofRefund(), body: { decision: 'accept' as const } }),
    } satisfies OperatorSamples,
    walk: (async () => {
      const { harness, mine, back } = at();
      const whole = await aShippedOrder(harness, mine);
      const orders = `/accounts/${mine.accountId}/orders`;
      const returnsOfOrder = `${orders}/${whole.orderId}/returns`;
      const oneReturn = { items: [{ sku: whole.sku, quantity: 1, reason: 'Item does not fit' }] };
      const refund = `/accounts/${mine.accountId}/refunds/${back.refundId}`;
      return {
        walk: [
          ...listWalk(at, 'returns'),
          ...listWalk(at, 'refunds'),
          ...[mine.accountId, 'nowhere', TOO_LONG].flatMap(
            (id): Walk => [
              ['GET', `/accounts/${id}/return-counts`],
              ['GET', `/accounts/${id}/refund-counts`],
              ['GET', `/accounts/${id}/returns/${back.returnId}`],
              ['GET', `/accounts/${id}/refunds/${back.refundId}`],
            ],
          ),
          ['POST', returnsOfOrder, oneReturn],
          ['POST', returnsOfOrder, {}],
          ['POST', returnsOfOrder, {}],
          ['POST', `${orders}/nowhere/returns`],
          ['POST', `${refund}/decision`, { decision: 'accept' }],
          ['POST', `${refund}/decision`, { decision: 'accept' }],
          ['POST', `${refund}/decision`, {}],
          ['POST', `/accounts/${mine.accountId}/refunds/nowhere/decision`, { decision: 'accept' }],
        ],
        again: [
          ['POST', returnsOfOrder, oneReturn],
          ['POST', `${refund}/decision`, { decision: 'accept' }],
        ],
      };
    }) satisfies OperatorWalker,
  };
};
