/** Owns the demo's connection: switched on from the first moment, with the demo merchant's own credentials. */
import type { Ids } from '@jetway/kernel';
import type { SecretBox } from '@jetway/service';
import { createChannels } from '../channels/index.ts';
import { jetChannel } from '../channels/jet/index.ts';
import { makeConnection, stockConnections, switchConnection } from '../connections/index.ts';
import type { DemoFile } from './demo-files.ts';
import type { MakeDemoConnection } from './seed-demo.ts';

/** How often the demo looks for orders: a person who watches does not want to wait. */
const PULL_EVERY_SECONDS = 5;

/** Makes the connection to the demo marketplace, once per organization. */
export function demoConnection(
  deps: { readonly ids: Ids; readonly secretBox: SecretBox },
  { merchant }: DemoFile,
  marketplaceUrl: string,
): MakeDemoConnection {
  const channels = createChannels([jetChannel]);
  return async (tx, organizationId, by, now) => {
    if ((await stockConnections(tx, organizationId)).length > 0) return undefined;
    const body = {
      channel: 'jet',
      name: 'Jet',
      baseUrl: `${marketplaceUrl.replace(/\/+$/, '')}/api`,
      pullEverySeconds: PULL_EVERY_SECONDS,
      settings: {
        jet_api_user: merchant.apiUser,
        jet_api_secret: merchant.apiSecret,
        jet_pull_orders: true,
        jet_send_tracking_numbers: true,
        jet_soj_enabled: true,
        jet_fulfillment_node_id: merchant.fulfillmentNodeId,
      },
    };
    const made = await makeConnection(tx, organizationId, body, { ...deps, channels }, by, now);
    if (!made.ok) throw new Error(`the demo's connection: ${made.refusal.text}`);
    const { connectionId } = made.value;
    await switchConnection(tx, { organizationId, connectionId }, { mode: 'live' }, by, now);
    return connectionId;
  };
}
