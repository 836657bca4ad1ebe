/** Owns the demo's secrets: made at the first start, kept for its owner alone, read by both apps so that they agree. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RandomBytes } from '@jetway/kernel';

/** Version 1 of `demo.json`. */
export interface DemoSecrets {
  readonly version: 1;
  readonly operator: { readonly email: string; readonly password: string; readonly key: string };
  readonly merchant: { readonly apiUser: string; readonly apiSecret: string; readonly fulfillmentNodeId: string };
  readonly oms: {
    readonly adminEmail: string;
    readonly adminPassword: string;
    readonly organization: string;
    /** What the command line speaks to the OMS with. */
    readonly apiKey: string;
  };
}

export const demoFile = (folder: string): string => path.join(folder, 'demo.json');

/** No letters and digits that look alike: a person types it. 32 of them, so that a byte's remainder is even. */
const readable = 'abcdefghijkmnpqrstuvwxyz23456789';

/** 16 characters in four groups, 80 bits. */
const newPassword = (random: RandomBytes): string => {
  const characters = Array.from(random(16), (byte) => readable[byte % readable.length]).join('');
  return (characters.match(/.{4}/g) ?? []).join('-');
};

const encode = (bytes: Uint8Array, encoding: 'hex' | 'base64' | 'base64url'): string =>
  Buffer.from(bytes).toString(encoding);

/** What the OMS's own keys begin with. */
const newOmsKey = (random: RandomBytes): string => `jwo_${encode(random(32), 'base64url')}`;

/** Fresh secrets, in the forms that Jet gives its own: a user of 40 hexadecimal digits, a secret of 44 characters. */
export const newDemoSecrets = (random: RandomBytes): DemoSecrets => ({
  version: 1,
  operator: {
    email: 'operator@jetway.example',
    password: newPassword(random),
    key: encode(random(32), 'base64url'),
  },
  merchant: {
    apiUser: encode(random(20), 'hex').toUpperCase(),
    apiSecret: encode(random(33), 'base64'),
    fulfillmentNodeId: encode(random(16), 'hex'),
  },
  oms: {
    adminEmail: 'seller@jetway.example',
    adminPassword: newPassword(random),
    organization: 'Harbour & Pine',
    apiKey: newOmsKey(random),
  },
});

/** As written by an earlier release, too. */
interface KeptSecrets extends Omit<DemoSecrets, 'oms'> {
  readonly oms: Omit<DemoSecrets['oms'], 'apiKey'> & { readonly apiKey?: string };
}

const isSecrets = (value: unknown): value is KeptSecrets =>
  typeof value === 'object' && value !== null && 'version' in value && value.version === 1;

/** The secrets kept in the folder; made and kept when there are none, and what an earlier release did not make. */
export async function keepDemoSecrets(folder: string, random: RandomBytes): Promise<DemoSecrets> {
  const file = demoFile(folder);
  const text = await readFile(file, 'utf8').catch(() => '');
  const kept: unknown = text === '' ? undefined : JSON.parse(text);
  if (isSecrets(kept) && kept.oms.apiKey !== undefined)
    return { ...kept, oms: { ...kept.oms, apiKey: kept.oms.apiKey } };
  const secrets = isSecrets(kept)
    ? { ...kept, oms: { ...kept.oms, apiKey: newOmsKey(random) } }
    : newDemoSecrets(random);
  await writeFile(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}
