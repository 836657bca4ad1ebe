/** Owns what tests of sync need of the OMS's own orders, on the ground of sync. */
import { silentLog } from '@jetway/service';
import { importConnection, loadConnection } from '../../connections/index.ts';
import type { MemberContext } from '../../edge/index.ts';
import { eraseExchangesOfOrder, listOrderExchanges } from '../../exchanges/index.ts';
import { type OrdersFeature, ordersFeature } from '../../orders/index.ts';
import type { SyncGround } from './sync-ground.ts';

export const ordersOn = (ground: SyncGround): OrdersFeature =>
  ordersFeature({
    ...ground,
    loadConnection: async (handle, organizationId, connectionId) => {
      const row = await loadConnection(handle, { organizationId, connectionId });
      return row && importConnection(row);
    },
    listExchanges: listOrderExchanges,
    eraseExchanges: eraseExchangesOfOrder,
  });

/** A manager of the organization, asking now. */
export const aManager = ({ clock }: SyncGround, organizationId: string): MemberContext => ({
  organizationId,
  userId: 'u1',
  role: 'manager',
  actor: 'user u1',
  requestId: 'request-1',
  sessionHash: null,
  apiKeyId: null,
  now: clock.now(),
  ip: '127.0.0.1',
  headers: {},
  log: silentLog,
});
