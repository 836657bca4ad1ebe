/** Owns the files by which the demo command and the marketplace tell what the demo is made of. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ok, type Result, refuse } from '@jetway/kernel';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';

const DemoFile = Type.Object({
  merchant: Type.Object({
    apiUser: Type.String(),
    apiSecret: Type.String(),
    fulfillmentNodeId: Type.String(),
  }),
  oms: Type.Object({
    adminEmail: Type.String(),
    adminPassword: Type.String(),
    organization: Type.String(),
    /** The key of the command line on this machine. */
    apiKey: Type.Optional(Type.String({ pattern: '^jwo_.{32,}$' })),
  }),
});
export type DemoFile = Static<typeof DemoFile>;

const Catalogue = Type.Object({
  version: Type.Literal(1),
  items: Type.Array(
    Type.Object({
      sku: Type.String({ minLength: 1, maxLength: 64 }),
      title: Type.String({ minLength: 1, maxLength: 500 }),
      imageUrl: Type.Optional(Type.Union([Type.String(), Type.Null()])),
      stock: Type.Integer({ minimum: 0 }),
    }),
  ),
});
export type DemoCatalogue = Static<typeof Catalogue>['items'];

/** The demo's sign-in and merchant. Refusal: `demo_file_unusable`. */
export async function readDemoFile(path: string): Promise<Result<DemoFile, 'demo_file_unusable'>> {
  try {
    const content: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (Value.Check(DemoFile, content)) return ok(content);
    return refuse('demo_file_unusable', `${path} is no demo file: ${wrongPlace(content)}`);
  } catch (error) {
    return refuse('demo_file_unusable', `${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

const wrongPlace = (content: unknown): string =>
  [...Value.Errors(DemoFile, content)].map(({ instancePath, message }) => `${instancePath} ${message}`).join('; ');

/** What the marketplace sells in the demo; it writes this beside the demo file, some time after it has started. */
export const cataloguePath = (demoFile: string): string => join(dirname(demoFile), 'demo-catalogue.json');

/** Undefined while the file is not there, or not whole. */
export async function readCatalogue(path: string): Promise<DemoCatalogue | undefined> {
  try {
    const content: unknown = JSON.parse(await readFile(path, 'utf8'));
    return Value.Check(Catalogue, content) ? content.items : undefined;
  } catch {
    return undefined;
  }
}
