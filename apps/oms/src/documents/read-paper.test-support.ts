/** Owns reading paper back: the texts and boxes of each page, as a reader of the file finds them. */
import { decodePDFRawStream, PDFArray, PDFDict, PDFDocument, PDFName, type PDFPage, PDFRawStream } from 'pdf-lib';

export interface ReadPage {
  /** Pieces of text in the order in which they were written. */
  readonly texts: readonly string[];
  /** How many filled boxes: bars, bands and lines. */
  readonly boxes: number;
}

const bytesOf = (stream: unknown): string =>
  stream instanceof PDFRawStream ? Buffer.from(decodePDFRawStream(stream).decode()).toString('latin1') : '';

/** Characters by glyph, as the font's own table for readers has them. */
function charactersOf(page: PDFPage, font: string): ReadonlyMap<string, string> {
  const fonts = page.node.Resources()?.lookup(PDFName.of('Font'), PDFDict);
  const table = bytesOf(fonts?.lookup(PDFName.of(font), PDFDict).lookup(PDFName.of('ToUnicode')));
  return new Map(
    [...table.matchAll(/<([0-9a-f]{4})> <([0-9a-f]*)>/gi)].map(([, glyph = '', units = '']) => [
      glyph.toUpperCase(),
      Buffer.from(units, 'hex').swap16().toString('utf16le'),
    ]),
  );
}

function readPage(page: PDFPage): ReadPage {
  const contents = page.node.Contents();
  const streams =
    contents instanceof PDFArray ? contents.asArray().map((_, index) => contents.lookup(index)) : [contents];
  const content = streams.map(bytesOf).join('\n');
  let characters: ReadonlyMap<string, string> = new Map();
  const texts: string[] = [];
  for (const [, font, hex] of content.matchAll(/\/(\S+) [\d.]+ Tf|<([0-9a-f]+)> Tj/gi)) {
    if (font !== undefined) characters = charactersOf(page, font);
    const glyphs = (hex ?? '').match(/.{4}/g) ?? [];
    if (glyphs.length > 0) texts.push(glyphs.map((glyph) => characters.get(glyph.toUpperCase()) ?? '□').join(''));
  }
  return { texts, boxes: [...content.matchAll(/ re$/gm)].length };
}

export async function readPaper(bytes: Uint8Array): Promise<readonly ReadPage[]> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  return document.getPages().map(readPage);
}
