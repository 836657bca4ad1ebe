/** Owns `cli.json`: the addresses and keys of the running demo, for its owner alone; other commands find it there. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DemoSecrets } from './demo-secrets.ts';

export const cliFileName = 'cli.json';

/** Version 1 of `cli.json`. */
export interface CliFile {
  readonly version: 1;
  readonly pid: number;
  readonly oms: {
    readonly url: string;
    readonly email: string;
    readonly password: string;
    /** Absent in a file that an earlier release wrote. */
    readonly key?: string;
  };
  readonly marketplace: {
    readonly url: string;
    readonly email: string;
    readonly password: string;
    readonly key: string;
  };
}

export const cliFileOf = (
  urls: { readonly oms: string; readonly marketplace: string },
  secrets: DemoSecrets,
  pid: number,
): CliFile => ({
  version: 1,
  pid,
  oms: {
    url: urls.oms,
    email: secrets.oms.adminEmail,
    password: secrets.oms.adminPassword,
    key: secrets.oms.apiKey,
  },
  marketplace: { url: urls.marketplace, ...secrets.operator },
});

export const writeCliFile = (folder: string, content: CliFile): Promise<void> =>
  writeFile(path.join(folder, cliFileName), `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });

/** The demo's file, or undefined where none was started on this folder or its version is another. */
export async function readCliFile(folder: string): Promise<CliFile | undefined> {
  const text = await readFile(path.join(folder, cliFileName), 'utf8').catch(() => '');
  if (text === '') return undefined;
  const content = JSON.parse(text) as Partial<CliFile> | null;
  return content?.version === 1 ? (content as CliFile) : undefined;
}
