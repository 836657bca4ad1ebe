/** Owns the rows of files as merchants and operators see them: issued, received, read, listed, and at last let go. */
import type { FileStatus } from '@jetway/jet-api';
import type { Instant, Keyset } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import { type FileState, fileLifecycle, fileStatusOf, type IssuedFile, type MerchantFile } from './files.ts';

export interface FileRef {
  readonly accountId: string;
  readonly id: string;
}

export interface FileRow {
  readonly account_id: string;
  readonly id: string;
  readonly state: FileState;
  readonly url_hash: string;
  readonly created_at: number;
  readonly file_type: string | null;
  readonly file_name: string | null;
  readonly blob_version: string | null;
  readonly size_bytes: number | null;
  readonly received_seq: number | null;
  readonly received_at: number | null;
  readonly processing_start: number | null;
  readonly processing_end: number | null;
  readonly claim: number;
  readonly failures: number;
  readonly records_done: number;
  readonly records_applied: number;
  readonly records_in_error: number;
  readonly records_superseded: number;
  readonly error_count: number;
  readonly error_bytes: number;
  readonly error_excerpt: string[];
  readonly blobs_deleted: boolean;
  readonly updated_by: string;
  readonly request_id: string;
}

/** What `fileFromRow` needs, behind an alias or `returning`. */
export const FILE_COLUMNS = `account_id, id, state, url_hash, created_at, file_type, file_name, blob_version, size_bytes,
     received_seq, received_at, processing_start, processing_end, claim, failures, records_done, records_applied,
     records_in_error, records_superseded, error_count, error_bytes, error_excerpt, blobs_deleted, updated_by, request_id`;

/** Undefined as long as nothing was received. */
export function fileFromRow(row: FileRow): MerchantFile | undefined {
  const { file_type: type, file_name: name, blob_version: blobVersion, size_bytes: sizeBytes } = row;
  const { received_seq: receivedSeq, received_at: receivedAt } = row;
  if (type === null || name === null || blobVersion === null || sizeBytes === null) return undefined;
  if (receivedSeq === null || receivedAt === null) return undefined;
  return {
    accountId: row.account_id,
    id: row.id,
    state: row.state,
    type,
    name,
    blobVersion,
    sizeBytes,
    receivedSeq,
    receivedAt,
    processingStart: row.processing_start,
    processingEnd: row.processing_end,
    claim: row.claim,
    failures: row.failures,
    records: {
      done: row.records_done,
      applied: row.records_applied,
      inError: row.records_in_error,
      superseded: row.records_superseded,
    },
    errorCount: row.error_count,
    errorBytes: row.error_bytes,
    errorExcerpt: row.error_excerpt,
    blobsDeleted: row.blobs_deleted,
    actor: row.updated_by,
    requestId: row.request_id,
  };
}

const fileIssue = statement(
  'fileIssue',
  `insert into marketplace.files (account_id, id, state, url_hash, created_at, updated_by, request_id)
   values ($1, $2, $3, $4, $5, $6, $7)`,
);

/** Writes down an address that was issued. Real time. */
export async function issueFile(
  handle: MarketplaceHandle,
  file: FileRef & { readonly urlHash: string },
  realNow: Instant,
  author: Author,
): Promise<void> {
  const { accountId, id, urlHash } = file;
  await fileIssue(handle, [accountId, id, fileLifecycle.initial, urlHash, realNow, author.actor, author.requestId]);
}

const fileFind = statement<FileRow>(
  'fileFind',
  `select ${FILE_COLUMNS} from marketplace.files where account_id = $1 and id = $2`,
);

/** An address of the account, whether anything was received at it or not. */
export async function findIssued(handle: MarketplaceHandle, ref: FileRef): Promise<IssuedFile | undefined> {
  const [row] = await fileFind(handle, [ref.accountId, ref.id]);
  if (row === undefined) return undefined;
  const { id, state, url_hash: urlHash, file_type: type, file_name: name, claim } = row;
  return { id, state, urlHash, type, name, claim };
}

export interface ListedFile {
  readonly file: MerchantFile;
  /** Real time. */
  readonly createdAt: Instant;
}

/** A file that was received. */
export async function findFile(handle: MarketplaceHandle, ref: FileRef): Promise<ListedFile | undefined> {
  return listedFromRow((await fileFind(handle, [ref.accountId, ref.id]))[0]);
}

function listedFromRow(row: FileRow | undefined): ListedFile | undefined {
  const file = row && fileFromRow(row);
  return row && file && { file, createdAt: row.created_at };
}

const fileReceive = statement<{ id: string }>(
  'fileReceive',
  `update marketplace.files
   set state = 'acknowledged', file_type = $4, file_name = $5, blob_version = $6, size_bytes = $7, received_at = $8,
     received_seq = nextval('marketplace.acceptance'), updated_by = $9, request_id = $10
   where account_id = $1 and id = $2 and state = any ($3::text[])
   returning id`,
);

export interface Receipt {
  readonly type: string;
  readonly name: string;
  readonly blobVersion: string;
  readonly sizeBytes: number;
  /** World time. */
  readonly receivedAt: Instant;
}

/** Receives a file, which gives it its place in the order of acceptance; false when another request did. */
export async function receiveFile(
  handle: MarketplaceHandle,
  ref: FileRef,
  receipt: Receipt,
  author: Author,
): Promise<boolean> {
  const { type, name, blobVersion, sizeBytes, receivedAt } = receipt;
  const what = [type, name, blobVersion, sizeBytes, receivedAt];
  const values = [ref.accountId, ref.id, fileLifecycle.sources('receive'), ...what, author.actor, author.requestId];
  return (await fileReceive(handle, values)).length === 1;
}

const fileListPage = statement<FileRow>(
  'fileListPage',
  `select ${FILE_COLUMNS} from marketplace.files
   where account_id = $1 and state = any ($2::text[]) and (created_at, id) < ($3::bigint, $4::text)
   order by created_at desc, id desc limit $5`,
);

const RECEIVED = fileLifecycle.states.filter((state) => fileStatusOf[state] !== undefined);

/** Files of an account that were received, the newest first. */
export async function listFilePage(
  handle: MarketplaceHandle,
  accountId: string,
  listing: { readonly status: FileStatus | undefined; readonly after: Keyset | undefined; readonly limit: number },
): Promise<ListedFile[]> {
  const { status, after, limit } = listing;
  const states = RECEIVED.filter((state) => status === undefined || fileStatusOf[state] === status);
  const values = [accountId, states, after?.at ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', limit];
  return (await fileListPage(handle, values)).flatMap((row) => listedFromRow(row) ?? []);
}

const fileRetry = statement<{ id: string }>(
  'fileRetry',
  `update marketplace.files set failures = 0, leased_until = least(leased_until, $4::bigint)
   where account_id = $1 and id = $2 and state = any ($3::text[])
     and (failures > 0 or leased_until <= $4::bigint)
   returning id`,
);

/** Lets a file that waits be taken on at once; false when it is done, or somebody is at it. Real time. */
export async function retryFile(handle: MarketplaceHandle, ref: FileRef, realNow: Instant): Promise<boolean> {
  const values = [ref.accountId, ref.id, fileLifecycle.sources('claim'), realNow];
  return (await fileRetry(handle, values)).length === 1;
}

const fileListOld = statement<{ account_id: string; id: string }>(
  'fileListOld',
  `select account_id, id from marketplace.files
   where created_at < $1::bigint and not blobs_deleted and not (state = any ($2::text[]))
   order by created_at limit $3`,
);
const fileLetGo = statement(
  'fileLetGo',
  `with gone as (
     select f.account_id, f.id from marketplace.files f
     join unnest($1::text[], $2::text[]) as g(account_id, id) on f.account_id = g.account_id and f.id = g.id),
   deleted as (
     delete from marketplace.files f using gone
     where f.account_id = gone.account_id and f.id = gone.id and f.state = $3)
   update marketplace.files f set blobs_deleted = true from gone
   where f.account_id = gone.account_id and f.id = gone.id and f.state <> $3`,
);

const fileListStored = statement<{ id: string }>(
  'fileListStored',
  'select id from marketplace.files where account_id = any ($1::text[]) and not blobs_deleted',
);

/** Ids of the files of accounts whose content may be stored. */
export async function listStoredFiles(handle: MarketplaceHandle, accountIds: readonly string[]): Promise<string[]> {
  return (await fileListStored(handle, [accountIds])).map(({ id }) => id);
}

/** Files whose content is too old to be kept, but for those that still wait to be processed. Real time. */
export async function listOldFiles(handle: MarketplaceHandle, before: Instant, limit: number): Promise<FileRef[]> {
  const rows = await fileListOld(handle, [before, fileLifecycle.sources('claim'), limit]);
  return rows.map((row) => ({ accountId: row.account_id, id: row.id }));
}

/** Writes down that the content of files is gone; addresses at which nothing was received go altogether. */
export async function letGoOfFiles(handle: MarketplaceHandle, refs: readonly FileRef[]): Promise<void> {
  await fileLetGo(handle, [refs.map((ref) => ref.accountId), refs.map((ref) => ref.id), fileLifecycle.initial]);
}
