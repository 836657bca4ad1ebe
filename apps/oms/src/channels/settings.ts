/** Owns what a channel's settings are as data: how they are declared, which may be given, which are missing. */
import { ok, type Result, refuse } from '@jetway/kernel';
import type { ChannelSetting, Settings, SettingsChange, SettingValue } from '@jetway/oms-api';
import type { ChannelDescription } from './port.ts';

type Described = Pick<ChannelDescription, 'settings'>;
export type SettingPart = NonNullable<ChannelSetting['part']>;

const begins: Readonly<Record<ChannelSetting['kind'], SettingValue | null>> = {
  text: '',
  folder: '',
  url: '',
  choice: null,
  secret: null,
  'yes-no': true,
  number: 0,
};

/** A setting with what its kind implies: not required, nothing of the OMS's own, no choices. */
export const defineSetting = (
  setting: Pick<ChannelSetting, 'key' | 'label' | 'help' | 'kind' | 'group'> & Partial<ChannelSetting>,
): ChannelSetting => ({
  required: false,
  part: null,
  choices: [],
  default: setting.choices?.[0]?.value ?? begins[setting.kind],
  ...setting,
});

/** The setting by which the OMS does its part; undefined when the channel has none. */
export const settingOf = ({ settings }: Described, part: SettingPart): ChannelSetting | undefined =>
  settings.find((setting) => setting.part === part);

/** What pages and refusals call the setting of a part. */
export const labelOf = (channel: Described, part: SettingPart): string => settingOf(channel, part)?.label ?? part;

/** Labels of the channel's secrets, for who must enter them anew. */
export const secretLabels = ({ settings }: Described): string =>
  settings
    .filter(({ kind }) => kind === 'secret')
    .map(({ label }) => label)
    .join(' and ');

/** Longest text of one setting. */
const MOST_CHARACTERS = 500;

/** Which of the settings given the channel does not take, and why. */
export function checkChange({ settings }: Described, change: SettingsChange): Result<void, 'bad_setting'> {
  const known = new Map(settings.map((setting) => [setting.key, setting]));
  for (const [key, value] of Object.entries(change)) {
    const setting = known.get(key);
    const why = setting === undefined ? 'The channel has no such setting.' : whyNot(setting, value);
    if (why !== undefined) return refuse('bad_setting', why, { path: `/settings/${key}` });
  }
  return ok(undefined);
}

function whyNot({ label, kind, choices }: ChannelSetting, value: SettingValue): string | undefined {
  if (kind === 'yes-no') return typeof value === 'boolean' ? undefined : `${label} is true or false.`;
  if (kind === 'number') return typeof value === 'number' ? undefined : `${label} is a number.`;
  if (typeof value !== 'string') return `${label} is a text.`;
  if (value.length > MOST_CHARACTERS) return `${label} has ${MOST_CHARACTERS} characters at most.`;
  if (kind === 'secret' && value.trim() === '') return `${label} must not be empty.`;
  if (kind === 'choice' && !choices.some((choice) => choice.value === value))
    return `${label} is one of ${choices.map((choice) => choice.value).join(', ')}.`;
  return kind === 'url' && value !== '' && !URL.canParse(value) ? `${label} is no address.` : undefined;
}

/** Labels of required settings that nobody entered: without them nobody is called. */
export const missingSettings = ({ settings }: Described, entered: Settings, secretKeys: readonly string[]): string[] =>
  settings
    .filter(({ key, kind, required }) => {
      if (!required) return false;
      return kind === 'secret' ? !secretKeys.includes(key) : entered[key] === undefined || entered[key] === '';
    })
    .map(({ label }) => label);

/** What was entered as a text, without blanks around it; empty when there is none. */
export function textSetting(settings: Settings, key: string): string {
  const value = settings[key];
  return typeof value === 'string' ? value.trim() : '';
}
