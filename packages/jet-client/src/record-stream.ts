/** Owns a file's content: records written as one JSON object, packed with gzip, in as much memory as one piece takes. */

/** A file's records: each SKU with its body. Of a SKU that comes twice the last counts. */
export type Records<Body> =
  | Iterable<readonly [sku: string, body: Body]>
  | AsyncIterable<readonly [sku: string, body: Body]>;

/** How far the writing of a file is. */
export interface Written {
  readonly records: number;
  /** Of the packed content. */
  readonly bytes: number;
}

/** Characters that are packed together: a piece for each record would be slow. */
const PIECE_LENGTH = 65_536;

/**
 * The content as a stream. What the records throw, the stream throws.
 * @param onWritten told after each packed piece
 */
export function packRecords(
  records: Records<unknown>,
  onWritten: (written: Written) => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const written = { records: 0, bytes: 0 };
  const pieces = writePieces(records, () => {
    written.records += 1;
  });
  const encoder = new TextEncoder();
  const text = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: async (controller) => {
      const next = await pieces.next();
      if (next.done === true) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    cancel: async () => {
      await pieces.return(undefined);
    },
  });
  const counting = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform: (piece, controller) => {
      written.bytes += piece.byteLength;
      onWritten({ ...written });
      controller.enqueue(piece);
    },
  });
  return text.pipeThrough(new CompressionStream('gzip')).pipeThrough(counting);
}

async function* writePieces(records: Records<unknown>, onRecord: () => void): AsyncGenerator<string, void, undefined> {
  let piece = '{';
  let separator = '\n';
  for await (const [sku, body] of records) {
    piece += `${separator}${JSON.stringify(sku)}:${JSON.stringify(body)}`;
    separator = ',\n';
    onRecord();
    if (piece.length < PIECE_LENGTH) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}\n}\n`;
}
