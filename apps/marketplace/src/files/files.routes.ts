/** Owns the merchant's routes of files (pages Request Upload URL, Request to Process Uploaded File, Verify Processing Success). */
import {
  type FileReply,
  fileNotFound,
  type fileRoutes,
  formatWireDate,
  UPLOAD_SECONDS,
  type UploadedFile,
} from '@jetway/jet-api';
import { type Clock, HOUR_MS, type Ids, type Result, SECOND_MS } from '@jetway/kernel';
import { type Blobs, type Handlers, hashKey } from '@jetway/service';
import type { MarketplaceDatabase } from '../database/index.ts';
import type { AccountContext } from '../merchants/index.ts';
import { findFile, findIssued, issueFile, receiveFile } from './files.store.ts';
import {
  decideReceipt,
  errorsKey,
  type FileLimits,
  fileLifecycle,
  fileStatusOf,
  type MerchantFile,
  uploadKey,
} from './files.ts';

/** How long the address of a file of errors is good for, real time. */
const ERROR_URL_MS = HOUR_MS;

export interface FileRoutesDeps {
  readonly database: MarketplaceDatabase;
  /** Real time. */
  readonly clock: Clock;
  readonly ids: Ids;
  readonly blobs: Blobs;
  readonly limits: FileLimits;
  /** Has a received file processed. */
  readonly send: (accountId: string, fileId: string) => Promise<void>;
}

export function fileHandlers(deps: FileRoutesDeps): Handlers<typeof fileRoutes, AccountContext> {
  const { clock, ids, blobs } = deps;
  const { db } = deps.database;
  return {
    getUploadToken: async (context) => {
      const id = ids.hex32();
      const realNow = clock.now();
      const url = blobs.signedUrl({
        key: uploadKey(id),
        method: 'PUT',
        expiresAt: realNow + UPLOAD_SECONDS * SECOND_MS,
        maxBytes: deps.limits.packedBytes,
        tenant: context.accountId,
      });
      await issueFile(db, { accountId: context.accountId, id, urlHash: hashKey(url) }, realNow, context);
      return { status: 200, body: { url, jet_file_id: id, expires_in_seconds: UPLOAD_SECONDS } };
    },
    postUploadedFile: async (context, { body }) => {
      const received = await receive(deps, context, body);
      return received.ok ? { status: 200, body } : { status: 400, body: { errors: [received.refusal.text] } };
    },
    getFile: async (context, { params }) => {
      const id = params.jet_file_id;
      const found = await findFile(db, { accountId: context.accountId, id });
      return found === undefined
        ? { status: 404, body: { errors: [fileNotFound(id)] } }
        : { status: 200, body: toReply(found.file, deps) };
    },
  };
}

/** Takes a merchant's word that he uploaded a file. */
async function receive(
  { database: { db }, blobs, limits, send }: FileRoutesDeps,
  context: AccountContext,
  sent: UploadedFile,
): Promise<Result<unknown>> {
  const ref = { accountId: context.accountId, id: idOfUrl(sent.url) };
  for (;;) {
    const issued = await findIssued(db, ref);
    const mayReceive = issued !== undefined && fileLifecycle.allows(issued.state, 'receive');
    const blob = mayReceive ? await blobs.info(uploadKey(ref.id)) : undefined;
    const decided = decideReceipt(issued, sent, { urlHash: hashKey(sent.url), blob, limits });
    if (!decided.ok || decided.value === 'nothing' || blob === undefined) return decided;
    const { version: blobVersion, sizeBytes } = blob;
    const receipt = { type: sent.file_type, name: sent.file_name, blobVersion, sizeBytes, receivedAt: context.now };
    // Another request that came at the same time may have been first: then it is as if it had come before.
    if (!(await receiveFile(db, ref, receipt, context))) continue;
    await send(ref.accountId, ref.id);
    return decided;
  }
}

/** The id is the last part of every address that was issued. */
const idOfUrl = (url: string): string => (URL.canParse(url) ? (new URL(url).pathname.split('/').at(-1) ?? '') : '');

function toReply(file: MerchantFile, { blobs, clock }: FileRoutesDeps): FileReply {
  const { id, state, processingStart, processingEnd, errorCount } = file;
  const date = (instant: number): string => formatWireDate('sevenDigitsZ', instant);
  const hasErrors = fileLifecycle.final.has(state) && errorCount > 0;
  return {
    url: blobs.url(uploadKey(id)),
    jet_file_id: id,
    file_type: file.type,
    file_name: file.name,
    received: date(file.receivedAt),
    ...(processingStart === null ? {} : { processing_start: date(processingStart) }),
    ...(processingEnd === null ? {} : { processing_end: date(processingEnd) }),
    status: fileStatusOf[state] ?? '',
    ...(hasErrors ? { error_count: errorCount } : {}),
    ...(hasErrors && !file.blobsDeleted
      ? { error_url: errorUrl(blobs, file, clock.now() + ERROR_URL_MS, file.accountId) }
      : {}),
    ...(hasErrors ? { error_excerpt: [...file.errorExcerpt] } : {}),
  };
}

/** An address that gives the file of a file's errors to whoever has it, until an instant of real time. */
export const errorUrl = (blobs: Blobs, { id }: Pick<MerchantFile, 'id'>, expiresAt: number, tenant?: string): string =>
  blobs.signedUrl({
    ...(tenant === undefined ? {} : { tenant }),
    key: errorsKey(id),
    method: 'GET',
    expiresAt,
    contentType: 'application/json',
    fileName: `${id}.errors.json`,
  });
