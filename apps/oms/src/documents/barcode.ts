/** Owns barcodes: texts as Code 128, in modules and not in points. */
import bwip from 'bwip-js/node';

/** What scanners give back as it was printed; another text is printed in letters only. */
const SCANNABLE = /^[\x20-\x7e]+$/;

export interface Barcode {
  /** Widths of bars and gaps in turn, bar first, in modules. */
  readonly widths: readonly number[];
  /** Sum of the widths. */
  readonly modules: number;
}

/** The bars of a text; undefined when scanners would not give it back. */
export function code128(text: string): Barcode | undefined {
  if (!SCANNABLE.test(text)) return undefined;
  // A caret or a parenthesis means nothing special unless it is asked for.
  const [drawn] = bwip.raw({ bcid: 'code128', text });
  if (drawn === undefined || !('sbs' in drawn)) return undefined;
  const widths = [...drawn.sbs];
  return { widths, modules: widths.reduce((sum, width) => sum + width, 0) };
}
