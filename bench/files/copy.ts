/** Owns COPY into a table: the quickest way in that PostgreSQL has, which the driver only has the protocol for. */
import type pg from 'pg';

/** What is used of the driver's connection. */
interface Wire {
  readonly query: (text: string) => void;
  readonly sendCopyFromChunk: (chunk: Buffer) => void;
  readonly endCopyFrom: () => void;
}

const escaped: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const field = (value: unknown): string =>
  value === null ? '\\N' : String(value).replace(/[\\\n\r\t]/g, (character) => escaped[character] ?? character);

/** A row as COPY reads it. */
export const copyLine = (values: readonly unknown[]): string => `${values.map(field).join('\t')}\n`;

/** Copies lines into columns of a table; answers when all are in. */
export function copyInto(client: pg.Client, target: string, lines: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const copying = {
      submit: (wire: Wire) => wire.query(`copy ${target} from stdin`),
      handleCopyInResponse: (wire: Wire) => {
        for (let from = 0; from < lines.length; from += 5_000)
          wire.sendCopyFromChunk(Buffer.from(lines.slice(from, from + 5_000).join('')));
        wire.endCopyFrom();
      },
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => resolve(),
      handleError: (error: Error) => reject(error),
    };
    client.query(copying as unknown as pg.Submittable);
  });
}
