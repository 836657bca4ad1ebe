/** Owns the HTTP edge of transfers. */
import { type Refusal, type Result, refuse, toPage } from '@jetway/kernel';
import { transferRoutes as routes, type Transfer, type TransferSummary } from '@jetway/oms-api';
import { DEFAULT_LIMIT, etagOf, ifMatchVersion, problem, readCursor } from '@jetway/service';
import { defineFeature, type Feature, type MemberContext } from '../edge/index.ts';
import { loadSku } from '../inventory/index.ts';
import {
  cancelTransfer,
  changeDraft,
  draftTransfer,
  receiveTransfer,
  sendTransfer,
  type TransferDeps,
} from './move-units.ts';
import { listTransferLines, listTransfers, listUnitsOnTheWay, loadTransfer } from './transfers.store.ts';
import { type TransferRow, transferLifecycle, unitsLeft } from './transfers.ts';

const NO_TRANSFER = refuse('not_found', 'There is no such transfer.').refusal;
const VERSION_REQUIRED = refuse('version_required', 'Send the version you have seen in If-Match.').refusal;

type Sums = Pick<TransferSummary, 'lineCount' | 'units' | 'onTheWay'>;

const toSummary = ({ transferId, ...row }: TransferRow, sums: Sums): TransferSummary => ({
  id: transferId,
  ...row,
  ...sums,
});

/** In conflict with where the transfer stands; every other refusal is about what was sent. */
const CONFLICTS: ReadonlySet<string> = new Set(['not_allowed_now', 'below_reserved', 'changed_meanwhile']);

function refused(refusal: Refusal, requestId: string) {
  if (refusal.code === 'not_found') return problem(404, refusal, { requestId });
  return CONFLICTS.has(refusal.code) ? problem(409, refusal, { requestId }) : problem(400, refusal, { requestId });
}

function refusedStep(refusal: Refusal, requestId: string) {
  return refusal.code === 'not_found' ? problem(404, refusal, { requestId }) : problem(409, refusal, { requestId });
}

/** Reads a transfer with its lines. */
const reading =
  ({ database }: TransferDeps) =>
  async ({ organizationId }: MemberContext, transferId: string): Promise<Transfer | undefined> => {
    const row = await loadTransfer(database.db, organizationId, transferId);
    if (row === undefined) return undefined;
    const isUnderWay = transferLifecycle.allows(row.state, 'receive');
    const found = await listTransferLines(database.db, organizationId, transferId);
    const lines = found.map((line) => ({ ...line, onTheWay: isUnderWay ? unitsLeft(line) : 0 }));
    const sums = {
      lineCount: lines.length,
      units: lines.reduce((sum, line) => sum + line.quantity, 0),
      onTheWay: lines.reduce((sum, line) => sum + line.onTheWay, 0),
    };
    return { ...toSummary(row, sums), lines };
  };

/** Transfers over HTTP. */
export function transfersFeature(deps: TransferDeps): Feature<typeof routes> {
  const { database } = deps;
  const read = reading(deps);
  const readAfter = async (context: MemberContext, transferId: string): Promise<Transfer> => {
    const transfer = await read(context, transferId);
    if (transfer === undefined) throw new Error('a transfer vanished');
    return transfer;
  };
  const stepped = async (context: MemberContext, transferId: string, done: Result<void>) =>
    done.ok
      ? ({ status: 200, body: await readAfter(context, transferId) } as const)
      : refusedStep(done.refusal, context.requestId);
  return defineFeature({
    routes,
    handlers: {
      listTransfers: async ({ organizationId, requestId }, { query }) => {
        const after = readCursor(query.cursor);
        if (!after.ok) return problem(400, after.refusal, { requestId });
        const limit = query.limit ?? DEFAULT_LIMIT;
        const wanted = { state: query.state, after: after.value, limit: limit + 1 };
        const found = await listTransfers(database.db, organizationId, wanted);
        const { items, next } = toPage(found, limit, (row) => ({ at: row.createdAt, id: row.transferId }));
        return { status: 200, body: { items: items.map((row) => toSummary(row, row)), next } };
      },
      createTransfer: async (context, { body }) => {
        const made = await draftTransfer(deps, context, body);
        if (!made.ok) return problem(400, made.refusal, { requestId: context.requestId });
        const transfer = await readAfter(context, made.value);
        return { status: 201, body: transfer, headers: etagOf(transfer.version) };
      },
      getTransfer: async (context, { params }) => {
        const transfer = await read(context, params.transferId);
        if (transfer === undefined) return problem(404, NO_TRANSFER, { requestId: context.requestId });
        return { status: 200, body: transfer, headers: etagOf(transfer.version) };
      },
      changeTransfer: async (context, { params, body }) => {
        const { requestId } = context;
        const version = ifMatchVersion(context);
        if (!version.ok) return problem(400, version.refusal, { requestId });
        if (version.value === undefined) return problem(400, VERSION_REQUIRED, { requestId });
        const done = await changeDraft(deps, context, params.transferId, version.value, body);
        if (!done.ok) return refused(done.refusal, requestId);
        const transfer = await readAfter(context, params.transferId);
        return { status: 200, body: transfer, headers: etagOf(transfer.version) };
      },
      sendTransfer: async (context, { params }) =>
        stepped(context, params.transferId, await sendTransfer(deps, context, params.transferId)),
      receiveTransfer: async (context, { params, body }) => {
        const done = await receiveTransfer(deps, context, params.transferId, body.lines);
        if (!done.ok) return refused(done.refusal, context.requestId);
        return { status: 200, body: await readAfter(context, params.transferId) };
      },
      cancelTransfer: async (context, { params }) =>
        stepped(context, params.transferId, await cancelTransfer(deps, context, params.transferId)),
      listOnTheWay: async ({ organizationId, requestId }, { params }) => {
        if ((await loadSku(database.db, organizationId, params.skuId)) === undefined)
          return problem(404, refuse('not_found', 'There is no such SKU.').refusal, { requestId });
        return { status: 200, body: { items: await listUnitsOnTheWay(database.db, organizationId, params.skuId) } };
      },
    },
  });
}
