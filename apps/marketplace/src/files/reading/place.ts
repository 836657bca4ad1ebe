/** Owns the place in a text that comes in pieces: lines, and columns in UTF-16 units as editors count them. */
import type { FilePosition } from '@jetway/jet-api';

const NEWLINE = 0x0a;

/** Counted from UTF-8 bytes, on demand: what was passed over is looked at when a place is asked for. */
export class Place {
  #line = 1;
  #column = 1;
  /** Bytes of the text before this one are counted. */
  #counted = 0;

  /** The place of a byte, which is not before the one asked for last. */
  at(text: Uint8Array, index: number): FilePosition {
    let line = this.#line;
    let column = this.#column;
    for (let from = this.#counted; from < index; from += 1) {
      const byte = text[from] ?? 0;
      if (byte === NEWLINE) {
        line += 1;
        column = 1;
        // Bytes that continue a character do not count; characters of four bytes are two units.
      } else if ((byte & 0xc0) !== 0x80) column += byte >= 0xf0 ? 2 : 1;
    }
    this.#line = line;
    this.#column = column;
    this.#counted = index;
    return { line, column };
  }

  /** So many bytes were cut off the beginning of the text, all of them counted. */
  cut(bytes: number): void {
    this.#counted -= bytes;
  }
}
