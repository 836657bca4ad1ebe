/** Owns reading the demo's file: the sign-ins that the launcher made, so that both programs agree on them. */
import { readFile } from 'node:fs/promises';
import { ok, type Result, refuse } from '@jetway/kernel';

/** What the marketplace needs of the file. */
export interface DemoFile {
  readonly operator: { readonly email: string; readonly password: string; readonly key: string };
  readonly merchant: { readonly apiUser: string; readonly apiSecret: string; readonly fulfillmentNodeId: string };
}

/** Reads version 1 of the file. */
export async function readDemoFile(path: string): Promise<Result<DemoFile, 'demo_file_unusable'>> {
  const unusable = (why: string) => refuse('demo_file_unusable', `The demo file ${path} cannot be used: ${why}`);
  let file: unknown;
  try {
    file = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    return unusable(error instanceof Error ? error.message : String(error));
  }
  if (member(file, 'version') !== 1) return unusable('it is not of version 1.');
  const operator = texts(member(file, 'operator'), ['email', 'password', 'key'] as const);
  const merchant = texts(member(file, 'merchant'), ['apiUser', 'apiSecret', 'fulfillmentNodeId'] as const);
  if (operator === undefined || merchant === undefined) return unusable('a member is missing.');
  return ok({ operator, merchant });
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;

/** The members of these names; undefined when one is missing or no text. */
function texts<Name extends string>(value: unknown, names: readonly Name[]): Record<Name, string> | undefined {
  const entries = names.map((name) => [name, member(value, name)] as const);
  if (entries.some(([, text]) => typeof text !== 'string' || text === '')) return undefined;
  return Object.fromEntries(entries) as Record<Name, string>;
}
