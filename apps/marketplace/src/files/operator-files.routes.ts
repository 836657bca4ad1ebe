/** Owns the operator's routes about files: listed with their counts, read with their first errors, tried again. */
import { type Clock, HOUR_MS, toPage } from '@jetway/kernel';
import type { OperatorFile, operatorFileRoutes } from '@jetway/marketplace-api';
import { type Blobs, DEFAULT_LIMIT, type Handlers, problem, readCursor } from '@jetway/service';
import type { Author, MarketplaceDatabase } from '../database/index.ts';
import { findAccount, NO_ACCOUNT } from '../merchants/index.ts';
import { errorUrl } from './files.routes.ts';
import { findFile, type ListedFile, listFilePage, retryFile } from './files.store.ts';
import { fileLifecycle, fileStatusOf, MAX_FAILURES } from './files.ts';

const NO_FILE = { code: 'not_found', text: 'There is no such file.' } as const;
const NOT_NOW = { code: 'not_allowed_now', text: 'The file is processed already, or is being processed.' } as const;

export interface OperatorFileDeps {
  readonly database: MarketplaceDatabase;
  /** Real time. */
  readonly clock: Clock;
  readonly blobs: Blobs;
  /** Has a file that waits processed. */
  readonly send: (accountId: string, fileId: string) => Promise<void>;
}

export function operatorFileHandlers(deps: OperatorFileDeps): Handlers<typeof operatorFileRoutes, Author> {
  const { clock, blobs } = deps;
  const { db } = deps.database;
  return {
    listFiles: async (context, { params, query }) => {
      if ((await findAccount(db, params.accountId)) === undefined) return problem(404, NO_ACCOUNT, context);
      const after = readCursor(query.cursor);
      if (!after.ok) return problem(400, after.refusal, context);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const listing = { status: query.status, after: after.value, limit: limit + 1 };
      const found = await listFilePage(db, params.accountId, listing);
      const page = toPage(found, limit, ({ file, createdAt }) => ({ at: createdAt, id: file.id }));
      return { status: 200, body: { items: page.items.map(toWire), next: page.next } };
    },
    getFile: async (context, { params }) => {
      const found = await findFile(db, { accountId: params.accountId, id: params.fileId });
      if (found === undefined) return problem(404, NO_FILE, context);
      const { file } = found;
      const hasErrorFile = fileLifecycle.final.has(file.state) && file.errorCount > 0 && !file.blobsDeleted;
      return {
        status: 200,
        body: {
          file: toWire(found),
          errorExcerpt: [...file.errorExcerpt],
          errorUrl: hasErrorFile ? errorUrl(blobs, file, clock.now() + HOUR_MS) : null,
        },
      };
    },
    retryFile: async (context, { params }) => {
      const ref = { accountId: params.accountId, id: params.fileId };
      const isFree = await retryFile(db, ref, clock.now());
      const found = await findFile(db, ref);
      if (found === undefined) return problem(404, NO_FILE, context);
      if (!isFree) return problem(409, NOT_NOW, context);
      await deps.send(ref.accountId, ref.id);
      return { status: 200, body: toWire(found) };
    },
  };
}

const toWire = ({ file, createdAt }: ListedFile): OperatorFile => ({
  id: file.id,
  type: file.type,
  name: file.name,
  status: fileStatusOf[file.state] ?? '',
  sizeBytes: file.sizeBytes,
  createdAt,
  receivedAt: file.receivedAt,
  startedAt: file.processingStart,
  endedAt: file.processingEnd,
  records: file.records,
  errorCount: file.errorCount,
  failures: file.failures,
  isStuck: !fileLifecycle.final.has(file.state) && file.failures >= MAX_FAILURES,
  requestId: file.requestId,
});
