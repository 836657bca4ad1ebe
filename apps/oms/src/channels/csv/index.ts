/** A shop without an API as a channel: CSV files in a folder, orders in, answers, tracking numbers and stock out. */
import { ok } from '@jetway/kernel';
import type { Channel, ChannelOrder, ChannelSession, IntentPayload, Proof } from '../index.ts';
import { isOver, provesParcel } from '../index.ts';
import { withoutBuyer } from './csv-buyer.ts';
import { openCsvSession } from './csv-session.ts';
import { csvDescription, csvSetup } from './csv-settings.ts';
import { type ChannelFolders, checkFolder } from './file-tree.ts';
import { describeFile, statusOf } from './outgoing.ts';

export { diskFolders } from './disk-folders.ts';
export type { ChannelFolders, FileTree } from './file-tree.ts';

const NO_FOLDERS =
  'The operator of this program allows no folders; JETWAY_OMS_CHANNEL_FOLDERS names where they may lie.';

const carriers = ['UPS', 'FedEx', 'USPS', 'DHL', 'OnTrac', 'Other'];
const serviceLevels = ['Standard', 'Expedited', 'Two-day', 'Overnight'];
const methods = ['Standard', 'Expedited', 'Two-day', 'Overnight', 'Freight', 'Other'];

/** The channel on these folders. */
export const csvChannel = ({ open }: ChannelFolders): Channel => ({
  ...csvDescription,
  unavailable: open === undefined ? NO_FOLDERS : null,
  checkSettings: (settings) => {
    const { folder } = csvSetup(settings);
    const checked = folder === '' ? ok(undefined) : checkFolder(folder);
    return checked.ok ? ok(undefined) : checked;
  },
  openSession: ({ organizationId, connectionId, settings }, tools) => {
    const setup = csvSetup(settings);
    if (open === undefined || !checkFolder(setup.folder).ok) return closedSession(open === undefined);
    return openCsvSession({ connectionId, tree: open(organizationId, setup.folder), setup, tools });
  },
  shippingOptions: () => ({
    carriers,
    methods,
    methodsByCarrier: Object.fromEntries(carriers.map((carrier) => [carrier, methods])),
  }),
  matchCarrier: (text) => text.trim() || undefined,
  matchMethod: (text) => text.trim() || undefined,
  serviceLevels,
  matchServiceLevel: (text) => text.trim() || undefined,
  faultsOf: () => [],
  isConcatenatedTracking: () => false,
  describe: describeFile,
  proves,
  withoutBuyer,
});

/** What was written is remembered in the order's record, which is what is read back. */
function proves(intent: IntentPayload, order: ChannelOrder): Proof {
  if (intent.kind === 'tag') return 'not-shown';
  if (intent.kind === 'ship' || 'altShipmentId' in intent) return provesParcel(intent, order);
  const given = order.acknowledgementStatus;
  if (given !== null) return given === statusOf(intent) ? 'done' : 'refused';
  return isOver(order) ? 'refused' : 'not-done';
}

/** There is no folder to speak with. */
function closedSession(isForbidden: boolean): ChannelSession {
  const text = isForbidden ? NO_FOLDERS : 'Enter csv_folder: the name of the folder.';
  const refused = async () => ({ kind: 'credentials', text }) as const;
  return {
    listReady: refused,
    readOrder: refused,
    send: refused,
    sendStock: refused,
    readStock: refused,
    test: async () => ({ ok: false, steps: [{ name: 'Folder', ok: false, text }] }),
  };
}
