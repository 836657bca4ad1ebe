/** Settings from flags and environment. */
export {
  type Asked,
  defineSettings,
  type Environment,
  readSettings,
  type Setting,
  type SettingsDefinition,
  type SettingsOf,
  type SettingTable,
  settingsHelp,
} from './settings.ts';
