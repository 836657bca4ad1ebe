/** Owns bulk files from the merchant's side: records are packed, put, handed over, and waited for until their outcome is known. */
import {
  type ArchiveMessage,
  type FileReply,
  type FileType,
  type InventoryUpload,
  type PriceUpload,
  type ReturnsExceptionUpload,
  type ShippingExceptionUpload,
  type SkuUpload,
  type SkuUploadV2,
  UPLOAD_SECONDS,
  type VariationUpload,
} from '@jetway/jet-api';
import { causeOf, type JetAnswer, type JetFailure } from './answer.ts';
import type { JetClient } from './client.ts';
import { type FileError, readFileErrors } from './file-errors.ts';
import { type JetPlatform, jetPlatform } from './platform.ts';
import { askUntil } from './polling.ts';
import { packRecords, type Records, type Written } from './record-stream.ts';
import { withinTime } from './within-time.ts';

/** The body of one record, by the type of its file: that of the upload of a single SKU. */
export interface FileBodies {
  readonly MerchantSKUs: SkuUpload;
  readonly MerchantSKUsV2: SkuUploadV2;
  readonly Price: PriceUpload;
  readonly Inventory: InventoryUpload;
  readonly InventoryPatch: InventoryUpload;
  readonly ShippingException: ShippingExceptionUpload;
  readonly ReturnsException: ReturnsExceptionUpload;
  readonly Variation: VariationUpload;
  readonly Archive: ArchiveMessage;
}

/** How far an upload is; `records` and `bytes` (packed) count up to the whole before it goes out. */
export type UploadProgress = Written & { readonly phase: 'sending' | 'processing' };

/** How to wait for the outcome of a file. */
export interface AwaitFileOptions {
  /** Ends the waiting, and before that the upload. */
  readonly signal?: AbortSignal;
  /** How long the outcome is waited for, in milliseconds; an hour when absent. */
  readonly patienceMs?: number;
}

export interface FileUpload<T extends FileType> extends AwaitFileOptions {
  readonly type: T;
  /**
   * Each SKU with its body; of a SKU that comes twice the last counts. They are read once, as fast as they can be packed.
   * An array, or a function that begins anew, is sent again when its upload fails on the way.
   */
  readonly records: Records<FileBodies[T]> | (() => Records<FileBodies[T]>);
  /** The merchant's own name of the file, 255 characters at most; the type with `.json` when absent. */
  readonly name?: string;
  readonly onProgress?: (progress: UploadProgress) => void;
  /**
   * Told the marketplace's id of the file once its content lies there, before it is handed over: whoever keeps it can
   * ask for the outcome (`awaitFile`) after a crash. What it throws ends the upload, and nothing is applied.
   */
  readonly onStored?: (fileId: string) => Promise<void> | void;
}

/** What became of a file whose processing is over. */
export interface FileOutcome {
  readonly fileId: string;
  /** What the marketplace says of the file. */
  readonly file: FileReply;
  /** All errors of the file; 0 when every record was applied. */
  readonly errorCount: number;
  /** The errors, in the order of the file. */
  readonly errors: readonly FileError[];
  /** False when there are more errors than could be read: then `errors` holds the first of them. */
  readonly hasAllErrors: boolean;
}

const PATIENCE_MS = 3_600_000;
/** Of one upload; records that can be read only once are sent once. */
const MAX_UPLOADS = 3;

type Tools = Pick<JetPlatform, 'transfers' | 'timer'>;

/**
 * Sends a file and waits until it is processed (pages Request Upload URL, Request to Process Uploaded File, Verify
 * Processing Success). It is packed into a temporary file first, whose length the address wants to know: memory holds one
 * piece of it, however long it is. In a browser memory holds all of it, packed.
 *
 * Errors of single records are no failure: they stand in the outcome. `later`: nothing of the file was or will be
 * applied. `unknown`: it may be; the text names the file, whose outcome `awaitFile` still learns.
 * Rejects only with what the records themselves, or `onStored`, throw.
 */
export async function uploadFile<T extends FileType>(
  jet: JetClient,
  upload: FileUpload<T>,
  tools: Tools = jetPlatform(),
): Promise<JetAnswer<FileOutcome>> {
  const { type, name = `${type}.json`, onProgress, onStored, ...waiting } = upload;
  const sent = await sendContent(jet, upload, tools);
  if (sent.kind !== 'ok') return sent;
  const { url, fileId, written } = sent.value;
  await onStored?.(fileId);
  const options = callOptions(upload.signal);
  const body = { url, file_type: type, file_name: name };
  const received = await jet.postUploadedFile({ body }, options);
  if (received.kind === 'unknown')
    return { ...received, text: `Perhaps file ${fileId} is being processed: ${received.text}` };
  if (received.kind !== 'ok') return received;
  onProgress?.({ phase: 'processing', ...written });
  return awaitFile(jet, fileId, waiting, tools);
}

/**
 * Waits until a file is processed that was uploaded before.
 * @param fileId the marketplace's id of the file
 */
export async function awaitFile(
  jet: JetClient,
  fileId: string,
  { signal, patienceMs = PATIENCE_MS }: AwaitFileOptions = {},
  tools: Tools = jetPlatform(),
): Promise<JetAnswer<FileOutcome>> {
  const answer = await askUntil(
    { timer: tools.timer, signal, forMs: patienceMs },
    () => jet.getFile({ params: { jet_file_id: fileId } }, callOptions(signal)),
    isProcessed,
  );
  if (answer.kind === 'refused' || answer.kind === 'credentials') return answer;
  if (answer.kind !== 'ok')
    return { kind: 'unknown', text: `The outcome of file ${fileId} is not known: ${answer.text}` };
  if (!isProcessed(answer.value))
    return { kind: 'unknown', text: `File ${fileId} is not processed yet: ${answer.value.status}.` };
  const file = answer.value;
  const errors = await readFileErrors(file, tools, signal);
  return { kind: 'ok', status: answer.status, value: { fileId, file, ...errors } };
}

const isProcessed = ({ status }: FileReply): boolean => /^processed/i.test(status);

const callOptions = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { signal });

interface Sent {
  readonly url: string;
  readonly fileId: string;
  readonly written: Written;
}

/** Nothing is applied of what was only put: every failure says so. */
async function sendContent<T extends FileType>(
  jet: JetClient,
  upload: FileUpload<T>,
  tools: Tools,
): Promise<JetAnswer<Sent>> {
  const { records, signal, onProgress } = upload;
  const beginsAnew = typeof records === 'function' || Array.isArray(records);
  for (let attempt = 1; ; attempt += 1) {
    const token = await jet.getUploadToken({}, callOptions(signal));
    if (token.kind !== 'ok') return token.kind === 'unknown' ? { ...token, kind: 'later' } : token;
    const { url, jet_file_id: fileId } = token.value;
    let written: Written = { records: 0, bytes: 0 };
    const failed = await put({ url, signal, tools }, typeof records === 'function' ? records() : records, (now) => {
      written = now;
      onProgress?.({ phase: 'sending', ...now });
    });
    if (failed === undefined) return { kind: 'ok', status: 201, value: { url, fileId, written } };
    const isFinal = failed.kind !== 'later' || signal?.aborted === true;
    if (isFinal || !beginsAnew || attempt === MAX_UPLOADS) return failed;
  }
}

interface Place {
  readonly url: string;
  readonly signal: AbortSignal | undefined;
  readonly tools: Tools;
}

/** Puts the records at the issued address. Rejects with what the records throw. */
async function put(
  { url, signal, tools }: Place,
  records: Records<unknown>,
  onWritten: (written: Written) => void,
): Promise<JetFailure | undefined> {
  const thrown: { error: unknown }[] = [];
  const body = packRecords(heard(records, thrown), onWritten);
  const headers = { 'content-type': 'application/octet-stream', 'x-ms-blob-type': 'BlockBlob' };
  // The address is closed after that time in any case.
  const limits = { timer: tools.timer, timeoutMs: UPLOAD_SECONDS * 1_000, signal };
  try {
    const answer = await withinTime(limits, (ending) => tools.transfers.put({ url, headers, body, signal: ending }));
    const { status, text } = answer;
    if (status >= 200 && status < 300) return undefined;
    const reason = `The file was not stored: status ${status}. ${text.slice(0, 500)}`.trim();
    if (status >= 500 || status === 408 || status === 429) return { kind: 'later', text: reason };
    return { kind: 'refused', status, errors: [reason], text: reason };
  } catch (error) {
    const [fault] = thrown;
    if (fault !== undefined) throw fault.error;
    return { kind: 'later', text: `The file was not stored: ${causeOf(error)}` };
  }
}

/** The same records; what they throw is kept, for a `fetch` throws something of its own instead. */
async function* heard<Body>(
  records: Records<Body>,
  thrown: { error: unknown }[],
): AsyncGenerator<readonly [string, Body], void, undefined> {
  try {
    yield* records;
  } catch (error) {
    thrown.push({ error });
    throw error;
  }
}
