/** Owns the settings of the OMS. */
import { defineSettings, programSettings, type SettingsOf } from '@jetway/service';

/** Flags and variables; `jetway oms --help` prints them. */
export const omsSettings = defineSettings(
  {
    ...programSettings({ name: 'oms', port: 4_000 }),
    instance: {
      kind: 'text',
      env: 'JETWAY_OMS_INSTANCE',
      help: 'Name of this installation, shown to people',
    },
    organization: {
      kind: 'text',
      default: 'My company',
      env: 'JETWAY_OMS_ORGANIZATION',
      help: 'Name of the first organization, made at the first start',
    },
    adminEmail: {
      kind: 'text',
      default: 'admin@jetway.example',
      env: 'JETWAY_OMS_ADMIN_EMAIL',
      pattern: /^[^@\s]+@[^@\s]+$/,
      form: 'an e-mail address',
      help: 'Address of the first admin, made at the first start',
    },
    adminPassword: {
      kind: 'text',
      flag: null,
      env: 'JETWAY_OMS_ADMIN_PASSWORD',
      secret: true,
      pattern: /^.{10,200}$/s,
      form: '10 to 200 characters',
      help: 'Password of the first admin; made and printed once when absent',
    },
    channelFolders: {
      kind: 'text',
      env: 'JETWAY_OMS_CHANNEL_FOLDERS',
      help: 'Directory in which each organization has folders for channels of files; absent: none',
    },
    demoFile: {
      kind: 'text',
      flag: null,
      env: 'JETWAY_DEMO_FILE',
      help: 'Sign-in and merchant of the demo; set by jetway demo',
    },
    marketplaceUrl: {
      kind: 'url',
      flag: null,
      env: 'JETWAY_MARKETPLACE_URL',
      help: 'Marketplace that the demo connects to; set by jetway demo',
    },
  },
  { otherPrefixes: ['JETWAY_MARKETPLACE_'] },
);

export type OmsSettings = SettingsOf<(typeof omsSettings)['table']>;
