/** Owns writing a content down before it is sent, so that its length is known: storage accounts take none without it. */

/** A content that can be sent, and how to forget it afterwards. */
export interface Spooled {
  readonly content: Blob;
  readonly drop: () => Promise<void>;
}

/** Writes a content down. Rejects with what the content throws, or once the signal rings; then nothing is left of it. */
export type Spool = (body: ReadableStream<Uint8Array<ArrayBuffer>>, signal: AbortSignal) => Promise<Spooled>;

/** In a temporary file where there is Node; else in memory. */
export const platformSpool = (): Spool => {
  const node = nodeParts();
  return node === undefined ? spoolInMemory : (body, signal) => spoolInFile(node, body, signal);
};

const spoolInMemory: Spool = async (body) => ({ content: await new Response(body).blob(), drop: async () => {} });

type NodeParts = NonNullable<ReturnType<typeof nodeParts>>;

/** Asked of the process and not imported: the same file runs in browsers, where there is no such process. */
function nodeParts() {
  if (typeof process !== 'object' || typeof process.getBuiltinModule !== 'function') return undefined;
  return {
    files: process.getBuiltinModule('fs'),
    system: process.getBuiltinModule('os'),
    paths: process.getBuiltinModule('path'),
  };
}

async function spoolInFile(
  { files, system, paths }: NodeParts,
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  signal: AbortSignal,
): Promise<Spooled> {
  const folder = await files.promises.mkdtemp(paths.join(system.tmpdir(), 'jet-upload-'));
  const drop = (): Promise<void> => files.promises.rm(folder, { recursive: true, force: true });
  try {
    const file = paths.join(folder, 'content');
    const handle = await files.promises.open(file, 'wx', 0o600);
    try {
      await body.pipeTo(new WritableStream({ write: (piece) => handle.appendFile(piece) }), { signal });
    } finally {
      await handle.close();
    }
    return { content: await files.openAsBlob(file), drop };
  } catch (error) {
    await drop();
    throw error;
  }
}
