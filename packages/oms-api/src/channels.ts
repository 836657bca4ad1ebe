/** Owns the part of the OMS API about channels: what can be connected, what it is asked for, what it can and cannot do. */
import { defineRoutes, Problem } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { closed, everyRole, nullable, Text } from './shapes.ts';

/** How a setting is entered; a secret is never given back, a folder lies where the operator of the program allows it. */
export const settingKinds = ['text', 'secret', 'yes-no', 'choice', 'number', 'url', 'folder'] as const;

/** What the OMS itself does by a setting; settings without a part are the channel's own. */
export const settingParts = ['pulls-orders', 'sends-tracking-numbers', 'sends-stock', 'node'] as const;

/** What there is to do on a channel. */
export const channelAbilities = [
  'pull-orders',
  'acknowledge',
  'reject',
  'ship',
  'cancel-units',
  'tag',
  'stock',
  'stock-file',
  'price',
  'listing',
  'variation',
  'exceptions',
  'archive',
  'returns',
  'refunds',
  'taxonomy',
  'reports',
  'settlement',
] as const;

const Words = { label: Type.String(), help: Type.String() } as const;

export const SettingValue = Type.Union([Type.String({ maxLength: 1_000 }), Type.Boolean(), Type.Number()]);
export type SettingValue = Static<typeof SettingValue>;

const SettingKey = Type.String({ pattern: '^[a-z][a-z0-9_]{0,99}$' });

/** Settings by the channel's keys. Of a secret there is only `<key>_set`: whether one is kept. */
export const Settings = Type.Record(SettingKey, SettingValue);
export type Settings = Static<typeof Settings>;

/** Settings that change; what is left out stays. A secret stands under its own key. */
export const SettingsChange = Type.Record(SettingKey, SettingValue, { maxProperties: 100, ...closed });
export type SettingsChange = Static<typeof SettingsChange>;

export const ChannelSetting = Type.Object({
  key: Type.String(),
  ...Words,
  kind: Type.Enum([...settingKinds]),
  /** Without a required setting nobody is called. */
  required: Type.Boolean(),
  /** What a new connection begins with; null: nothing, as every secret. */
  default: nullable(SettingValue),
  /** What the OMS does by it; null: it is the channel's own. */
  part: nullable(Type.Enum([...settingParts])),
  /** Title under which a page shows it. */
  group: Type.String(),
  /** What a choice may be; empty for every other kind. */
  choices: Type.Array(Type.Object({ value: Type.String(), label: Type.String() }), { maxItems: 50 }),
});
export type ChannelSetting = Static<typeof ChannelSetting>;

/** A reason to reject an order, in the channel's own spelling, and in words. */
export const RejectReason = Type.Object({ value: Type.String(), label: Type.String() });
export type RejectReason = Static<typeof RejectReason>;

export const ChannelInfo = Type.Object({
  /** Name of the kind of channel in connections, such as `jet`. */
  kind: Type.String(),
  name: Type.String(),
  description: Type.String(),
  /** What the address of a connection is; null: the channel has none. */
  address: nullable(Type.Object(Words)),
  settings: Type.Array(ChannelSetting, { maxItems: 100 }),
  abilities: Type.Array(
    Type.Object({ ability: Type.Enum([...channelAbilities]), can: Type.Boolean(), text: Type.String() }),
    { maxItems: 50 },
  ),
  /** The most general reason comes first. */
  rejectReasons: Type.Array(RejectReason, { maxItems: 50 }),
  /** Why nobody can be connected here; null when one can. */
  unavailable: nullable(Type.String()),
});
export type ChannelInfo = Static<typeof ChannelInfo>;

/** Name of a kind of channel, as a connection names it. */
export const ChannelKind = Text(50);

export const channelRoutes = defineRoutes({
  listChannels: {
    method: 'GET',
    path: '/channels',
    summary: 'Channels that can be connected: their settings, and what they can and cannot do',
    tags: ['connections'],
    auth: 'member',
    roles: everyRole,
    replies: { 200: Type.Object({ items: Type.Array(ChannelInfo, { maxItems: 100 }) }), 401: Problem },
  },
});
