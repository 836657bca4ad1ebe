/** Owns the marketplace's settings: those of every program, and its own. */
import { defineSettings, programSettings, type SettingsOf } from '@jetway/service';

export const marketplaceSettings = defineSettings(
  {
    ...programSettings({ name: 'marketplace', port: 4010 }),
    shoppers: {
      kind: 'number',
      min: 0,
      max: 6_000,
      env: 'JETWAY_MARKETPLACE_SHOPPERS',
      help: 'Orders a minute that shoppers try to place; what an operator sets later counts from then on',
    },
    fixtures: {
      kind: 'text',
      env: 'JETWAY_MARKETPLACE_FIXTURES',
      help: 'JSON file of merchants, SKUs, orders … to make or update at start; see docs/guides/fixtures.md',
    },
    fixturesReset: {
      kind: 'boolean',
      env: null,
      help: 'First remove what belongs to the accounts that the fixtures name',
    },
    requestLogDays: {
      kind: 'integer',
      min: 0,
      max: 3_650,
      default: 14,
      env: 'JETWAY_MARKETPLACE_REQUEST_LOG_DAYS',
      help: 'Days that requests to the merchant API are kept in the log of their account; 0 keeps none',
    },
    fileDays: {
      kind: 'integer',
      min: 1,
      max: 3_650,
      default: 30,
      env: 'JETWAY_MARKETPLACE_FILE_DAYS',
      help: 'Days that uploaded files and files of errors are kept',
    },
    webhookTargets: {
      kind: 'choice',
      choices: ['public', 'any'],
      env: 'JETWAY_MARKETPLACE_WEBHOOK_TARGETS',
      help: 'Which addresses webhooks may go to; any on the embedded database and in the demo, otherwise public',
    },
    azureBlobs: {
      kind: 'text',
      flag: null,
      env: 'JETWAY_MARKETPLACE_AZURE_BLOBS',
      secret: true,
      help: 'Connection string of an Azure storage account for files, with its key; without it they lie in the data directory',
    },
    azureContainer: {
      kind: 'text',
      default: 'jetway',
      pattern: /^[a-z0-9](?:-?[a-z0-9]){2,62}$/,
      form: 'lower-case letters, digits and single hyphens',
      env: 'JETWAY_MARKETPLACE_AZURE_CONTAINER',
      help: 'Container of that account; made when it is missing',
    },
    demo: { kind: 'boolean', env: null, help: 'Seed the demo merchant and its catalogue' },
    demoFile: {
      kind: 'text',
      flag: null,
      env: 'JETWAY_DEMO_FILE',
      help: 'File of the demo’s sign-ins, written by the launcher',
    },
  },
  { otherPrefixes: ['JETWAY_OMS_'] },
);

export type MarketplaceSettings = SettingsOf<typeof marketplaceSettings.table>;
