/** Owns what the form of a connection holds, and what of it is sent; the settings are those its channel names. */
import { acknowledgePolicies, type ChannelInfo, type ChannelSetting, type Connection } from '@jetway/oms-api';

type Value = string | boolean | number;

export interface ConnectionValues {
  name: string;
  baseUrl: string;
  /** By the channel's keys. An empty secret: the one that is kept stays. */
  settings: Record<string, Value>;
  pullEverySeconds: number | string;
  acknowledgePolicy: (typeof acknowledgePolicies)[number];
  acknowledgeWithinHours: number | string;
}

type Described = Pick<ChannelInfo, 'address' | 'settings'>;

const emptyOf = ({ kind }: ChannelSetting): Value => (kind === 'yes-no' ? false : '');

export const valuesOf = (connection: Connection, channel: Described): ConnectionValues => ({
  name: connection.name,
  baseUrl: connection.baseUrl,
  settings: Object.fromEntries(
    channel.settings.map((setting) => [setting.key, connection.settings[setting.key] ?? emptyOf(setting)]),
  ),
  pullEverySeconds: connection.pullEverySeconds,
  acknowledgePolicy: connection.acknowledgePolicy,
  acknowledgeWithinHours: connection.acknowledgeWithinHours,
});

const isWithin = (value: number | string, least: number, most: number): boolean =>
  Number.isInteger(Number(value)) && value !== '' && Number(value) >= least && Number(value) <= most;

/** An http or https address without user, query or fragment. */
export function isBaseUrl(text: string): boolean {
  try {
    const url = new URL(text);
    return /^https?:$/.test(url.protocol) && url.username === '' && url.search === '' && url.hash === '';
  } catch {
    return false;
  }
}

const ADDRESS = 'An address such as https://merchant-api.example/api';

/** What is wrong with the value of a setting; undefined when it can be sent. */
function settingError({ kind }: ChannelSetting, value: Value | undefined): string | undefined {
  if (kind === 'number') return value === '' || !Number.isFinite(Number(value)) ? 'Enter a number' : undefined;
  if (kind === 'url') return value === '' || isBaseUrl(String(value).trim()) ? undefined : ADDRESS;
  return undefined;
}

/** Messages by field; empty when it can be sent. */
export function formErrors(values: ConnectionValues, channel: Described): Record<string, string> {
  const errors: Record<string, string> = {};
  if (values.name.trim() === '') errors['name'] = 'Enter a name';
  if (channel.address !== null && !isBaseUrl(values.baseUrl.trim())) errors['baseUrl'] = ADDRESS;
  for (const setting of channel.settings) {
    const error = settingError(setting, values.settings[setting.key]);
    if (error !== undefined) errors[`settings.${setting.key}`] = error;
  }
  if (!isWithin(values.pullEverySeconds, 5, 86_400)) errors['pullEverySeconds'] = 'Between 5 and 86,400 seconds';
  if (!isWithin(values.acknowledgeWithinHours, 1, 720)) errors['acknowledgeWithinHours'] = 'Between 1 and 720 hours';
  return errors;
}

/** The settings as they are sent; a secret only when it was typed anew. */
export const settingsBody = ({ settings }: Pick<ConnectionValues, 'settings'>, channel: Described) =>
  Object.fromEntries(
    channel.settings.flatMap(({ key, kind }): [string, Value][] => {
      const value = settings[key] ?? '';
      if (kind === 'secret') return value === '' ? [] : [[key, value]];
      if (kind === 'number') return [[key, Number(value)]];
      return [[key, typeof value === 'string' ? value.trim() : value]];
    }),
  );

/** What a test tries: nothing else of the form matters to the channel. */
export const triedBody = (values: ConnectionValues, channel: Described) => ({
  ...(channel.address === null ? {} : { baseUrl: values.baseUrl.trim() }),
  settings: settingsBody(values, channel),
});

export const changeBody = (values: ConnectionValues, channel: Described) => ({
  ...triedBody(values, channel),
  name: values.name.trim(),
  pullEverySeconds: Number(values.pullEverySeconds),
  acknowledgePolicy: values.acknowledgePolicy,
  acknowledgeWithinHours: Number(values.acknowledgeWithinHours),
});

/** The channel's settings by the title they stand under, in the channel's order. */
export function settingGroups({ settings }: Pick<ChannelInfo, 'settings'>) {
  const titles = [...new Set(settings.map(({ group }) => group))];
  return titles.map((title) => ({ title, settings: settings.filter(({ group }) => group === title) }));
}

export const policyWords: Readonly<Record<ConnectionValues['acknowledgePolicy'], string>> = {
  hold: 'Hold: a person answers every order',
  'accept-when-covered': 'Accept when stock covers it, else ask a person',
  'accept-always': 'Accept always, even beyond the stock',
};

export const isPolicy = (value: string): value is ConnectionValues['acknowledgePolicy'] =>
  acknowledgePolicies.some((policy) => policy === value);
