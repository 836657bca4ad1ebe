/** Owns the file by which the demo's OMS learns what the demo merchant has: written whole or not at all. */
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { demoProducts } from './catalogue/index.ts';
import { pictureUrl } from './demo-fixtures.ts';

/** Beside the demo's file. */
export const cataloguePath = (demoFile: string): string => join(dirname(demoFile), 'demo-catalogue.json');

/** Version 1: what is in the merchant's warehouse at the first start. */
export const demoCatalogue = (publicUrl: string) => ({
  version: 1,
  items: demoProducts.map(({ sku, title, stock }) => ({ sku, title, imageUrl: pictureUrl(publicUrl, sku), stock })),
});

/** Writes the file beside the demo's file; whoever reads it finds all of it. */
export async function writeDemoCatalogue(demoFile: string, publicUrl: string): Promise<void> {
  const path = cataloguePath(demoFile);
  const draft = `${path}.${process.pid}.new`;
  try {
    await writeFile(draft, `${JSON.stringify(demoCatalogue(publicUrl), null, 2)}\n`);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
