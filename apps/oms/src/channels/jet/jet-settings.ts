/**
 * Owns what Jet says of itself as a channel: its six settings under the names that sellers know them by (the InfiPlex page
 * on its Jet integration, "Jet Set-up"), what can be done on it today, and its reasons to reject an order.
 */
import { channelAbilities } from '@jetway/oms-api';
import { type ChannelAccount, type ChannelDescription, defineSetting, textSetting } from '../index.ts';

const ACCOUNT = 'Account';
const WORK = 'What it does';

const settings = [
  defineSetting({
    key: 'jet_api_user',
    label: 'jet_api_user',
    help: 'The API user of your account, from the start page of the partner portal.',
    kind: 'text',
    required: true,
    group: ACCOUNT,
  }),
  defineSetting({
    key: 'jet_api_secret',
    label: 'jet_api_secret',
    help: 'The secret that belongs to the user. It is kept encrypted and never shown again; type a new one to replace it.',
    kind: 'secret',
    required: true,
    group: ACCOUNT,
  }),
  defineSetting({
    key: 'jet_fulfillment_node_id',
    label: 'jet_fulfillment_node_id',
    help: 'The node your orders ship from, from Fulfillment in the partner portal. Further nodes are given to locations.',
    kind: 'text',
    part: 'node',
    group: ACCOUNT,
  }),
  defineSetting({
    key: 'jet_pull_orders',
    label: 'jet_pull_orders',
    help: 'Read the orders that are ready, by schedule.',
    kind: 'yes-no',
    part: 'pulls-orders',
    group: WORK,
  }),
  defineSetting({
    key: 'jet_send_tracking_numbers',
    label: 'jet_send_tracking_numbers',
    help: 'Tell the channel of shipments with their tracking numbers. Off: shipments are kept here and wait.',
    kind: 'yes-no',
    part: 'sends-tracking-numbers',
    group: WORK,
  }),
  defineSetting({
    key: 'jet_soj_enabled',
    label: 'jet_soj_enabled',
    help: 'Sell on Jet: send the available stock of your SKUs, within seconds of each change.',
    kind: 'yes-no',
    part: 'sends-stock',
    group: WORK,
  }),
];

const done: Readonly<Partial<Record<(typeof channelAbilities)[number], string>>> = {
  'pull-orders': 'Orders that are ready are read by schedule.',
  acknowledge: 'Orders are accepted within the time Jet gives.',
  reject: 'An order not accepted yet is rejected as a whole, with a reason.',
  ship: 'Every parcel is told with carrier, method and tracking number.',
  'cancel-units': 'Units of an accepted order are cancelled in a shipped message.',
  tag: 'The first tag of an order is kept there too, where that is switched on.',
  stock: 'Stock goes out by fulfilment node, SKU by SKU, within seconds and once a day.',
};

export const jetDescription: ChannelDescription = {
  kind: 'jet',
  name: 'Jet',
  description: 'A marketplace that speaks the Jet merchant API.',
  address: { label: 'Base address', help: 'Where the merchant API answers, up to and with /api.' },
  settings,
  abilities: channelAbilities.map((ability) => ({
    ability,
    can: done[ability] !== undefined,
    text: done[ability] ?? 'Not done from here; use the partner portal.',
  })),
  rejectReasons: [
    { value: 'rejected - other', label: 'Another reason', causes: ['other'] },
    { value: 'rejected - fraud', label: 'Suspected fraud', causes: [] },
    { value: 'rejected - item level error', label: 'Something is wrong with an item', causes: ['items'] },
    {
      value: 'rejected - ship from location not available',
      label: 'The location cannot ship',
      causes: ['location'],
    },
    {
      value: 'rejected - shipping method not supported',
      label: 'The shipping method is not possible',
      causes: [],
    },
    { value: 'rejected - unfulfillable address', label: 'The address cannot be delivered to', causes: [] },
  ],
  unavailable: null,
};

/** The account as the client needs it. */
export const jetAccess = ({ settings: entered, secrets }: ChannelAccount) => ({
  user: textSetting(entered, 'jet_api_user'),
  secret: secrets['jet_api_secret'] ?? '',
  nodeId: textSetting(entered, 'jet_fulfillment_node_id'),
});
