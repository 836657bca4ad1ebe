/** Owns the errors of a processed file as a merchant reads them: all of them, each with its SKU. */
import type { FileReply } from '@jetway/jet-api';
import { parseJson } from './answer.ts';
import type { JetPlatform } from './platform.ts';
import { withinTime } from './within-time.ts';

/** One error of a file. */
export interface FileError {
  /** As the marketplace words it. */
  readonly text: string;
  /** The SKU that it is about; absent when the file as a whole could not be read. */
  readonly sku?: string;
  /** The text without place and SKU. */
  readonly message: string;
}

export interface FileErrors {
  readonly errorCount: number;
  readonly errors: readonly FileError[];
  readonly hasAllErrors: boolean;
}

const RECORD_ERROR = /^Position \d+, \d+: Error: parsing sku '(.*?)' (.*)$/s;
const FILE_ERROR = /^Position \d+, \d+: Error: (.*)$/s;

/** Reads place, SKU and message out of an error line. */
export function readFileError(text: string): FileError {
  const [, sku, message] = RECORD_ERROR.exec(text) ?? [];
  if (sku !== undefined && message !== undefined) return { text, sku, message };
  return { text, message: FILE_ERROR.exec(text)?.[1] ?? text };
}

const DOWNLOAD_MS = 300_000;

/** The errors behind `error_url`; where they cannot be had, those that the answer itself holds. */
export async function readFileErrors(
  file: FileReply,
  { transfers, timer }: Pick<JetPlatform, 'transfers' | 'timer'>,
  signal: AbortSignal | undefined,
): Promise<FileErrors> {
  const excerpt = file.error_excerpt ?? [];
  const errorCount = file.error_count ?? excerpt.length;
  const told = (lines: readonly string[]): FileErrors => ({
    errorCount,
    errors: lines.map(readFileError),
    hasAllErrors: lines.length >= errorCount,
  });
  const { error_url: url } = file;
  if (url === undefined || excerpt.length >= errorCount) return told(excerpt);
  try {
    const text = await withinTime({ timer, timeoutMs: DOWNLOAD_MS, signal }, async (ending) => {
      const { status, body } = await transfers.get(url, ending);
      return status === 200 ? new Response(body).text() : '';
    });
    const all = parseJson(text);
    return told(Array.isArray(all) ? all.map(String) : excerpt);
  } catch {
    // The outcome is known without them, and `hasAllErrors` says that some are missing.
    return told(excerpt);
  }
}
