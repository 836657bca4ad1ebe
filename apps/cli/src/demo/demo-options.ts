/** Owns what `npm start` can be told. */
export interface DemoOptions {
  readonly host: string;
  readonly omsPort: number;
  readonly marketplacePort: number;
  /** Absolute. */
  readonly dataFolder: string;
  readonly reset: boolean;
  /** Orders a minute; the marketplace's own choice when absent. */
  readonly shoppers: number | undefined;
  /** Everything that the apps log is shown; otherwise errors, and warnings once both are ready. */
  readonly verbose: boolean;
}

export const defaultPorts = { oms: 4000, marketplace: 4010 } as const;

/** In the folder the command is started in. */
export const defaultDataFolder = '.jetway';

const everyAddress = new Set(['0.0.0.0', '::', '[::]', '*']);

/** An app's address as seen from this machine. */
export const localUrl = (host: string, port: number): string => {
  const name = everyAddress.has(host) ? '127.0.0.1' : host;
  return `http://${name.includes(':') && !name.startsWith('[') ? `[${name}]` : name}:${port}`;
};
