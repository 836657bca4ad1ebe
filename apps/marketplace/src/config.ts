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
