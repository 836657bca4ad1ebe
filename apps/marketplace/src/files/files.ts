/** Owns what a file is: the table of its life, its limits, and what is decided when a merchant says that he uploaded it. */
import {
  type FileStatus,
  type FileType,
  fileNotUploaded,
  fileReceivedBefore,
  fileTooLarge,
  fileUrlNotIssued,
  matchFileType,
  type UploadedFile,
} from '@jetway/jet-api';
import {
  defineLifecycle,
  type Instant,
  type Lifecycle,
  MINUTE_MS,
  ok,
  type Result,
  refuse,
  SECOND_MS,
} from '@jetway/kernel';
import type { BlobInfo } from '@jetway/service';
import type { ReadLimits } from './reading/read-members.ts';

export type FileState = 'issued' | 'acknowledged' | 'processing' | 'processed_successfully' | 'processed_with_errors';
export type FileEvent = 'receive' | 'claim' | 'finish';

/** The life of a file. A file that is being processed is claimed once more when whoever was at it is gone. */
export const fileLifecycle: Lifecycle<FileState, FileEvent> = defineLifecycle({
  name: 'file',
  initial: 'issued',
  states: ['issued', 'acknowledged', 'processing', 'processed_successfully', 'processed_with_errors'],
  transitions: {
    receive: [{ from: ['issued'], to: 'acknowledged' }],
    claim: [{ from: ['acknowledged', 'processing'], to: 'processing' }],
    finish: [
      { from: ['processing'], to: 'processed_successfully' },
      { from: ['processing'], to: 'processed_with_errors' },
    ],
  },
});

/** What a merchant is told of a state; nothing as long as he has not said that he uploaded anything. */
export const fileStatusOf: Readonly<Record<FileState, FileStatus | undefined>> = {
  issued: undefined,
  acknowledged: 'Acknowledged',
  processing: 'Processing',
  processed_successfully: 'Processed successfully',
  processed_with_errors: 'Processed with errors',
};

/** A file that was received; before, there is only an address. */
export interface MerchantFile {
  readonly accountId: string;
  readonly id: string;
  readonly state: FileState;
  /** As sent. */
  readonly type: string;
  readonly name: string;
  readonly blobVersion: string;
  readonly sizeBytes: number;
  readonly receivedSeq: number;
  /** World time, as the next two. */
  readonly receivedAt: Instant;
  readonly processingStart: Instant | null;
  readonly processingEnd: Instant | null;
  /** Which taking-on this is. */
  readonly claim: number;
  /** Tries in a row that ended in an error of ours. */
  readonly failures: number;
  readonly records: FileRecords;
  readonly errorCount: number;
  /** Bytes of the lines of errors. */
  readonly errorBytes: number;
  readonly errorExcerpt: readonly string[];
  readonly blobsDeleted: boolean;
  /** Who had it processed, and in the course of which request. */
  readonly actor: string;
  readonly requestId: string;
}

/** done = applied + in error + superseded. */
export interface FileRecords {
  readonly done: number;
  readonly applied: number;
  readonly inError: number;
  readonly superseded: number;
}

export interface FileLimits extends ReadLimits {
  /** As uploaded. */
  readonly packedBytes: number;
  /** Records that are applied in one transaction. */
  readonly batchRecords: number;
  /** Batches that are written at once. */
  readonly batchesAtOnce: number;
  /** Of the bodies of a batch, and likewise of its lines of errors before anything is applied. */
  readonly batchBytes: number;
  /** Of the lines of errors that are kept of one file; those beyond are only counted. */
  readonly errorBytes: number;
}

const MEGABYTE = 1_048_576;

/** One record is bounded as the body of a single request is. */
export const FILE_LIMITS: FileLimits = {
  packedBytes: 256 * MEGABYTE,
  unpackedBytes: 4_096 * MEGABYTE,
  members: 2_000_000,
  memberBytes: MEGABYTE,
  depth: 64,
  batchRecords: 5_000,
  batchesAtOnce: 2,
  batchBytes: 8 * MEGABYTE,
  errorBytes: 256 * MEGABYTE,
};

/** A process that has been silent for this long (real time) is taken to be gone. */
export const LEASE_MS = 10 * SECOND_MS;
/** After as many failures in a row a file waits for an operator. */
export const MAX_FAILURES = 8;
/** The wait after a failure, doubled with each further one. */
export const retryWaitMs = (failures: number): number => Math.min(5 * SECOND_MS * 2 ** failures, 10 * MINUTE_MS);

export const uploadKey = (fileId: string): string => `merchant-files/${fileId}`;
export const errorsKey = (fileId: string): string => `merchant-files-results/${fileId}`;

/** An address that was issued, and what was received at it so far. */
export interface IssuedFile {
  readonly id: string;
  readonly state: FileState;
  readonly urlHash: string;
  readonly type: string | null;
  readonly name: string | null;
  /** How often it was taken on. */
  readonly claim: number;
}

/** Whether the words are about the file that was received; a word of the type may be spelled otherwise. */
const isSame = (file: IssuedFile, sent: UploadedFile): boolean =>
  file.name === sent.file_name && matchFileType(file.type ?? '') === matchFileType(sent.file_type);

/**
 * What becomes of a merchant's word that he uploaded a file: it is received, or it was before and nothing changes. The
 * refusal's text is Jet's.
 */
export function decideReceipt(
  file: IssuedFile | undefined,
  sent: UploadedFile,
  seen: { readonly urlHash: string; readonly blob: BlobInfo | undefined; readonly limits: FileLimits },
): Result<'receive' | 'nothing', 'not_issued' | 'not_uploaded' | 'too_large' | 'received_before'> {
  if (file === undefined || file.urlHash !== seen.urlHash) return refuse('not_issued', fileUrlNotIssued);
  if (!fileLifecycle.allows(file.state, 'receive'))
    return isSame(file, sent)
      ? ok('nothing')
      : refuse('received_before', fileReceivedBefore(file.type ?? '', file.name ?? ''));
  if (seen.blob === undefined) return refuse('not_uploaded', fileNotUploaded);
  const { packedBytes } = seen.limits;
  if (seen.blob.sizeBytes > packedBytes) return refuse('too_large', fileTooLarge(packedBytes));
  return ok('receive');
}

/** The type of a file that was received. */
export function fileTypeOf(file: MerchantFile): FileType {
  const type = matchFileType(file.type);
  if (type === undefined) throw new Error(`the type ${file.type} was received though it is none`);
  return type;
}
