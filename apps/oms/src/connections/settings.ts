/** Owns a connection's settings by its channel's keys: what the OMS goes by has a field of its own, the rest is kept as given. */
import type { Settings, SettingsChange, SettingValue } from '@jetway/oms-api';
import { type Channel, missingSettings, type SettingPart, settingOf } from '../channels/index.ts';

/** Settings as they are stored. */
export interface StoredSettings {
  readonly pullsOrders: boolean;
  readonly sendsTrackingNumbers: boolean;
  readonly sendsStock: boolean;
  readonly nodeId: string;
  /** The channel's own, by its keys, without secrets. */
  readonly ownSettings: Settings;
  /** Sealed, by the channel's keys. */
  readonly sealedSecrets: Readonly<Record<string, string>>;
}

type Described = Pick<Channel, 'settings'>;
type PartField = 'pullsOrders' | 'sendsTrackingNumbers' | 'sendsStock' | 'nodeId';

const fieldOf: Readonly<Record<SettingPart, PartField>> = {
  'pulls-orders': 'pullsOrders',
  'sends-tracking-numbers': 'sendsTrackingNumbers',
  'sends-stock': 'sendsStock',
  node: 'nodeId',
};

/** What a new connection begins with: everything on, since watch mode sends nothing. */
export function firstSettings(channel: Described): StoredSettings {
  const node = settingOf(channel, 'node')?.default;
  return {
    pullsOrders: settingOf(channel, 'pulls-orders')?.default !== false,
    sendsTrackingNumbers: settingOf(channel, 'sends-tracking-numbers')?.default !== false,
    sendsStock: settingOf(channel, 'sends-stock')?.default !== false,
    nodeId: typeof node === 'string' ? node : '',
    ownSettings: {},
    sealedSecrets: {},
  };
}

/** Every setting that is no secret, by the channel's keys; what nobody entered is what a new connection begins with. */
export function settingsOf(channel: Described, stored: StoredSettings): Settings {
  const values = channel.settings.flatMap((setting): [string, SettingValue][] => {
    if (setting.kind === 'secret') return [];
    const value = setting.part === null ? stored.ownSettings[setting.key] : stored[fieldOf[setting.part]];
    const shown = value ?? setting.default;
    return shown === null ? [] : [[setting.key, shown]];
  });
  return Object.fromEntries(values);
}

/** The same as people see it: of a secret only whether one is kept. */
export function shownSettings(channel: Described, stored: StoredSettings): Settings {
  const secrets = channel.settings.filter(({ kind }) => kind === 'secret');
  const areSet = secrets.map(({ key }) => [`${key}_set`, stored.sealedSecrets[key] !== undefined]);
  return { ...settingsOf(channel, stored), ...Object.fromEntries(areSet) };
}

/** The settings after a change that the channel has checked; blanks around texts go. */
export function changeSettings(
  channel: Described,
  before: StoredSettings,
  change: SettingsChange,
  seal: (secret: string) => string,
): StoredSettings {
  const parts: Partial<Record<PartField, SettingValue>> = {};
  const own: Record<string, SettingValue> = { ...before.ownSettings };
  const secrets: Record<string, string> = { ...before.sealedSecrets };
  for (const { key, kind, part } of channel.settings) {
    const given = change[key];
    if (given === undefined) continue;
    const value = typeof given === 'string' ? given.trim() : given;
    if (kind === 'secret') secrets[key] = seal(String(value));
    else if (part === null) own[key] = value;
    else parts[fieldOf[part]] = value;
  }
  const { pullsOrders, sendsTrackingNumbers, sendsStock, nodeId } = { ...before, ...parts };
  return {
    pullsOrders: pullsOrders === true,
    sendsTrackingNumbers: sendsTrackingNumbers === true,
    sendsStock: sendsStock === true,
    nodeId: String(nodeId),
    ownSettings: own,
    sealedSecrets: secrets,
  };
}

/** Labels of what must be entered before anybody is called. */
export const missingOf = (channel: Described, stored: StoredSettings): readonly string[] =>
  missingSettings(channel, settingsOf(channel, stored), Object.keys(stored.sealedSecrets));
