/** Owns paper: letter pages with text, lines and bars, measured in points from the top left, as PDF. */
import { readFile } from 'node:fs/promises';
import type { Instant } from '@jetway/kernel';
import {
  fill,
  PDFDocument,
  type PDFFont,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
  rgb,
  setFillingGrayscaleColor,
} from 'pdf-lib';
import { type Barcode, code128 } from './barcode.ts';
import { quickFontkit } from './quick-fontkit.ts';

/** US letter. */
export const PAGE = { width: 612, height: 792, margin: 42 } as const;
/** From margin to margin. */
export const INNER_WIDTH = PAGE.width - 2 * PAGE.margin;

export interface TextStyle {
  readonly size: number;
  readonly bold?: boolean;
  readonly grey?: boolean;
}

/** What bars may take, their quiet zones included. */
interface BarSpace {
  readonly width: number;
  readonly height: number;
}

/** One page; places are points from its top left corner. */
export interface Sheet {
  /** Writes one line whose baseline is at `y`; `x` is its right end when it is aligned to the right. */
  readonly text: (text: string, x: number, y: number, style: TextStyle, align?: 'left' | 'right') => void;
  /** A thin line from margin to margin. */
  readonly rule: (y: number, grey?: number) => void;
  /** A grey bar from margin to margin behind what is written after it. */
  readonly band: (y: number, height: number) => void;
  /** An empty square to be ticked. */
  readonly tick: (x: number, y: number, size: number) => void;
  /** Bars of a text, their top at `y`; answers their width, 0 where a scanner could not read them and there are none. */
  readonly bars: (text: string, x: number, y: number, most: BarSpace, align?: 'left' | 'right') => number;
}

export interface Paper {
  readonly addSheet: () => Sheet;
  readonly measure: (text: string, style: TextStyle) => number;
  /** Breaks a text into lines of this width, between words where it can; what is beyond the last line is cut off. */
  readonly wrap: (text: string, style: TextStyle, width: number, mostLines: number) => string[];
  readonly finish: () => Promise<Uint8Array>;
}

/** The bytes of the two fonts. */
export interface Fonts {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}

const readFont = (name: string): Promise<Uint8Array> =>
  readFile(new URL(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`)));

export const readFonts = async (): Promise<Fonts> => ({
  regular: await readFont('DejaVuSansCondensed'),
  bold: await readFont('DejaVuSansCondensed-Bold'),
});

/** What cannot be seen is left out, and a line stays a line; what the font lacks is printed as its box. */
export const printable = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();

/** Begins a document. The same calls with the same instant give the same bytes. */
export async function createPaper(title: string, now: Instant, fonts: Fonts): Promise<Paper> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.registerFontkit(quickFontkit);
  document.setTitle(printable(title), { showInWindowTitleBar: true });
  document.setProducer('Jetway');
  document.setCreationDate(new Date(now));
  document.setModificationDate(new Date(now));
  const regular = await document.embedFont(fonts.regular, { subset: true });
  const bold = await document.embedFont(fonts.bold, { subset: true });
  const barcodes = new Map<string, Barcode | undefined>();
  const barcodeOf = (text: string): Barcode | undefined => {
    if (!barcodes.has(text)) barcodes.set(text, code128(text));
    return barcodes.get(text);
  };
  const fontOf = (style: TextStyle): PDFFont => (style.bold === true ? bold : regular);
  const measure = (text: string, style: TextStyle): number => fontOf(style).widthOfTextAtSize(text, style.size);
  return {
    addSheet: () => sheetOn(document.addPage([PAGE.width, PAGE.height]), fontOf, barcodeOf),
    measure: (text, style) => measure(printable(text), style),
    wrap: (text, style, width, mostLines) => wrap(printable(text), (part) => measure(part, style), width, mostLines),
    finish: () => document.save(),
  };
}

function sheetOn(
  page: PDFPage,
  fontOf: (style: TextStyle) => PDFFont,
  barcodeOf: (text: string) => Barcode | undefined,
): Sheet {
  const up = (y: number): number => PAGE.height - y;
  return {
    text: (text, x, y, style, align = 'left') => {
      const line = printable(text);
      if (line === '') return;
      const font = fontOf(style);
      const left = align === 'left' ? x : x - font.widthOfTextAtSize(line, style.size);
      const grey = style.grey === true ? 0.4 : 0;
      page.drawText(line, { x: left, y: up(y), size: style.size, font, color: rgb(grey, grey, grey) });
    },
    rule: (y, grey = 0.75) => {
      fillBoxes(page, [[PAGE.margin, up(y), INNER_WIDTH, 0.5]], grey);
    },
    band: (y, height) => {
      fillBoxes(page, [[PAGE.margin, up(y + height), INNER_WIDTH, height]], 0.92);
    },
    tick: (x, y, size) => {
      page.drawRectangle({ x, y: up(y), width: size, height: size, borderWidth: 0.8, borderColor: rgb(0.3, 0.3, 0.3) });
    },
    bars: (text, x, y, most, align = 'left') => {
      const code = barcodeOf(text);
      if (code === undefined) return 0;
      // A quiet zone of ten modules on either side belongs to the bars.
      const module = Math.min(WIDEST_MODULE, most.width / (code.modules + 20));
      if (module < NARROWEST_MODULE) return 0;
      const width = code.modules * module;
      const place = {
        left: align === 'left' ? x : x - width,
        bottom: up(y + most.height),
        height: most.height,
        module,
      };
      fillBoxes(page, boxesOf(code, place), 0);
      return width;
    },
  };
}

/** 14 thousandths of an inch: easy for every scanner. */
const WIDEST_MODULE = 1;
/** 7.5 thousandths of an inch: what hand scanners read from an office printer's paper. */
const NARROWEST_MODULE = 0.54;

/** Left, bottom, width, height. */
type Box = readonly [number, number, number, number];

interface BarPlace {
  readonly left: number;
  readonly bottom: number;
  readonly height: number;
  /** Width of the thinnest bar. */
  readonly module: number;
}

function boxesOf({ widths }: Barcode, { left, bottom, height, module }: BarPlace): Box[] {
  let at = left;
  return widths.flatMap((width, index): Box[] => {
    const begin = at;
    at += width * module;
    return index % 2 === 0 ? [[begin, bottom, width * module, height]] : [];
  });
}

const round = (value: number): number => Math.round(value * 1_000) / 1_000;

/** One path for all boxes: a barcode is one thing in the file. */
function fillBoxes(page: PDFPage, boxes: readonly Box[], grey: number): void {
  page.pushOperators(
    pushGraphicsState(),
    setFillingGrayscaleColor(grey),
    ...boxes.map(([x, y, width, height]) => rectangle(round(x), round(y), round(width), round(height))),
    fill(),
    popGraphicsState(),
  );
}

const ELLIPSIS = '…';

function wrap(text: string, measure: (part: string) => number, width: number, mostLines: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((one) => breakWord(one, measure, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && measure(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line !== '') lines.push(line);
  if (lines.length <= mostLines) return lines;
  return [...lines.slice(0, mostLines - 1), cut(lines[mostLines - 1] ?? '', measure, width)];
}

/** Parts of a word that is too long for a line. */
function breakWord(word: string, measure: (part: string) => number, width: number): string[] {
  if (measure(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && measure(part + character) > width) {
      parts.push(part);
      part = character;
    } else part += character;
  }
  return [...parts, part];
}

function cut(line: string, measure: (part: string) => number, width: number): string {
  let characters = [...line];
  while (characters.length > 0 && measure(characters.join('') + ELLIPSIS) > width) characters = characters.slice(0, -1);
  return `${characters.join('').trimEnd()}${ELLIPSIS}`;
}
