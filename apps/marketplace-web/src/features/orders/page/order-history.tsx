/** Owns the history of an order. */
import type { OperatorOrderDetail } from '@jetway/marketplace-api';
import { History } from '../../../parts/history.tsx';
import { eventName } from '../orders.ts';

export const OrderHistory = ({ events }: Pick<OperatorOrderDetail, 'events'>) => (
  <History events={events} nameOf={eventName} />
);
