/** Jet as a channel. The only place of the OMS that knows Jet's contract and client. */
import { isConcatenated, matchCarrier, matchServiceLevel, matchShipmentMethod, serviceLevels } from '@jetway/jet-api';
import type { Channel } from '../index.ts';
import { withoutBuyer } from './jet-buyer.ts';
import { describeIntent, faultsOf } from './jet-messages.ts';
import { provesIntent } from './jet-proofs.ts';
import { openJetSession } from './jet-session.ts';
import { jetDescription } from './jet-settings.ts';
import { jetShippingOptions } from './jet-shipping.ts';

export const jetChannel: Channel = {
  ...jetDescription,
  openSession: openJetSession,
  shippingOptions: jetShippingOptions,
  matchCarrier,
  matchMethod: matchShipmentMethod,
  serviceLevels,
  matchServiceLevel,
  faultsOf,
  isConcatenatedTracking: isConcatenated,
  describe: describeIntent,
  proves: provesIntent,
  withoutBuyer,
};
