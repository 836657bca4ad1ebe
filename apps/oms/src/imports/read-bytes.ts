/** Owns reading the bytes of a file as text: what it is when it is no text, and how its text is written down. */
import { ok, type Result, refuse } from '@jetway/kernel';

/** How each kind of file begins that people take for a table. */
const beginnings: readonly { readonly bytes: readonly number[]; readonly name: string; readonly advice: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], name: 'an Excel workbook (XLSX) or another ZIP file', advice: 'Save it as CSV.' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], name: 'an old Excel workbook (XLS)', advice: 'Save it as CSV.' },
  { bytes: [0x25, 0x50, 0x44, 0x46], name: 'a PDF', advice: 'Export a CSV instead.' },
  { bytes: [0x1f, 0x8b], name: 'a gzip file', advice: 'Unpack it first.' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], name: 'an image (PNG)', advice: 'Choose the CSV.' },
  { bytes: [0xff, 0xd8, 0xff], name: 'an image (JPEG)', advice: 'Choose the CSV.' },
  { bytes: [0x47, 0x49, 0x46, 0x38], name: 'an image (GIF)', advice: 'Choose the CSV.' },
];

const textBeginnings: readonly { readonly pattern: RegExp; readonly name: string }[] = [
  { pattern: /^\s*(?:<!doctype|<html|<\?xml)/i, name: 'a web page or XML' },
  { pattern: /^\s*[[{]\s*["[{\]}]/, name: 'JSON' },
];

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/** So many bytes tell how a text without a mark is written. */
const SAMPLE_BYTES = 2_000;

/** Text in two bytes a character has a zero in every other one, wherever it is mostly Latin. */
function encodingByZeros(bytes: Uint8Array): Encoding | undefined {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd * 3 > sample.length && even === 0) return 'utf-16le';
  if (even * 3 > sample.length && odd === 0) return 'utf-16be';
  return undefined;
}

function decode(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The text by its mark, by its zeros, as UTF-8 when it is that, and as Windows-1252 otherwise. */
function decodeText(bytes: Uint8Array): { readonly text: string | undefined; readonly encoding: Encoding } {
  const marked: Encoding | undefined = startsWith(bytes, [0xff, 0xfe])
    ? 'utf-16le'
    : startsWith(bytes, [0xfe, 0xff])
      ? 'utf-16be'
      : encodingByZeros(bytes);
  if (marked !== undefined) return { text: decode(bytes, marked), encoding: marked };
  const text = decode(bytes, 'utf-8');
  if (text !== undefined) return { text, encoding: 'utf-8' };
  return { text: decode(bytes, 'windows-1252'), encoding: 'windows-1252' };
}

/** Reads a file as text. Refusals: `empty_file`, `no_text` (saying what it is instead). */
export function readText(
  bytes: Uint8Array,
): Result<{ readonly text: string; readonly encoding: Encoding }, 'empty_file' | 'no_text'> {
  const binary = beginnings.find((one) => startsWith(bytes, one.bytes));
  if (binary !== undefined) return refuse('no_text', `This is ${binary.name}, not a text table. ${binary.advice}`);
  const { text, encoding } = decodeText(bytes);
  if (text === undefined || text.includes('\0'))
    return refuse('no_text', 'This is no text table: save the sheet as CSV and choose that.');
  if (text.trim() === '') return refuse('empty_file', 'The file is empty.');
  const other = textBeginnings.find(({ pattern }) => pattern.test(text));
  if (other !== undefined) return refuse('no_text', `This is ${other.name}, not a text table.`);
  return ok({ text, encoding });
}
