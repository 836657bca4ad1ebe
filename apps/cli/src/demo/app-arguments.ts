/** Owns how the demo starts each app: its flags and its environment. */
import { appEnvironment } from '../apps/index.ts';
import type { Surroundings } from '../surroundings.ts';
import { type DemoOptions, localUrl } from './demo-options.ts';
import { demoFile } from './demo-secrets.ts';

export interface AppArguments {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

const serve = (options: DemoOptions, port: number): readonly string[] => [
  'serve',
  ...['--host', options.host],
  ...['--port', String(port)],
  ...['--data', options.dataFolder],
  ...['--public-url', localUrl(options.host, port)],
  ...['--log-level', 'info'],
];

/** The demo is embedded: a database of the machine's environment is not meant. */
const embedded = { DATABASE_URL: undefined };

/** What the marketplace is started with. */
export const marketplaceArguments = (options: DemoOptions, surroundings: Surroundings): AppArguments => {
  const shoppers = options.shoppers === undefined ? [] : ['--shoppers', String(options.shoppers)];
  return {
    args: [...serve(options, options.marketplacePort), '--demo', ...shoppers],
    env: { ...appEnvironment(surroundings.env, { JETWAY_DEMO_FILE: demoFile(options.dataFolder) }), ...embedded },
  };
};

/** What the OMS is started with; it finds the marketplace by itself, whichever of the two is ready first. */
export const omsArguments = (options: DemoOptions, surroundings: Surroundings): AppArguments => {
  const more = {
    JETWAY_DEMO_FILE: demoFile(options.dataFolder),
    JETWAY_MARKETPLACE_URL: localUrl(options.host, options.marketplacePort),
  };
  return {
    args: serve(options, options.omsPort),
    env: { ...appEnvironment(surroundings.env, more), ...embedded },
  };
};
