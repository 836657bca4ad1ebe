/** Owns the HTTP edge of working on one order: tags, notes, holds, where it goes. */
import { type Refused, refuse } from '@jetway/kernel';
import { type CorrectedShipTo, orderDeskRoutes } from '@jetway/oms-api';
import { etagOf, ifMatchVersion, problem } from '@jetway/service';
import { defineFeature, type Feature, type MemberContext } from '../edge/index.ts';
import type { CommandDeps } from './commands.ts';
import { correctShipTo, undoShipTo } from './correct-ship-to.ts';
import { holdOrder, releaseOrder } from './hold-order.ts';
import { tagOrder } from './tag-order.ts';
import { toNoteEntry } from './timeline.ts';
import type { OrderWork } from './work.ts';
import { takeBackNote, writeNote } from './write-note.ts';

const { changeOrderTags, addOrderNote, deleteOrderNote, holdOrder: hold, releaseOrder: release } = orderDeskRoutes;
const { correctShipTo: correct, undoShipTo: undo } = orderDeskRoutes;
export const deskRoutes = {
  changeOrderTags,
  addOrderNote,
  deleteOrderNote,
  holdOrder: hold,
  releaseOrder: release,
  correctShipTo: correct,
  undoShipTo: undo,
};

/** What the caller sent is wrong in itself; everything else is in conflict with where the order stands. */
const WRONG_INPUT: ReadonlySet<string> = new Set(['bad_tag', 'empty_note', 'until_passed', 'empty_field']);

function refused({ refusal }: Refused, requestId: string) {
  if (refusal.code === 'not_found') return problem(404, refusal, { requestId });
  if (WRONG_INPUT.has(refusal.code)) return problem(400, refusal, { requestId });
  return problem(409, refusal, { requestId });
}

const VERSION_REQUIRED = refuse('version_required', 'Send the version you have seen in If-Match.');

/** The version that the caller has seen, or why there is none. */
const seenVersion = (context: MemberContext) => {
  const seen = ifMatchVersion(context);
  if (!seen.ok) return { failed: problem(400, seen.refusal, context) };
  if (seen.value === undefined) return { failed: problem(400, VERSION_REQUIRED.refusal, context) };
  return { version: seen.value };
};

const corrected = ({ order }: OrderWork): { readonly status: 200; readonly body: CorrectedShipTo } => ({
  status: 200,
  body: { shipTo: order.shipTo, channelShipTo: order.channelShipTo, version: order.shipToVersion },
});

export function orderDesk(deps: CommandDeps): Feature<typeof deskRoutes> {
  return defineFeature({
    routes: deskRoutes,
    handlers: {
      changeOrderTags: async (context, { params, body }) => {
        const { add = [], remove = [] } = body;
        const done = await tagOrder(deps, context, params.orderId, { add, remove });
        return done.ok ? { status: 200, body: { tags: [...done.value] } } : refused(done, context.requestId);
      },
      addOrderNote: async (context, { params, body }) => {
        const done = await writeNote(deps, context, params.orderId, body.text);
        return done.ok ? { status: 201, body: toNoteEntry(done.value) } : refused(done, context.requestId);
      },
      deleteOrderNote: async (context, { params }) => {
        const done = await takeBackNote(deps, context, params.orderId, params.noteId);
        if (done.ok) return { status: 204 };
        return problem(done.refusal.code === 'not_yours' ? 403 : 404, done.refusal, context);
      },
      holdOrder: async (context, { params, body }) => {
        const wish = { reason: body.reason.trim(), until: body.until ?? null };
        const done = await holdOrder(deps, context, params.orderId, wish);
        if (!done.ok) return refused(done, context.requestId);
        const { actor, now: at } = context;
        return { status: 200, body: done.value.order.hold ?? { ...wish, at, actor } };
      },
      releaseOrder: async (context, { params }) => {
        const done = await releaseOrder(deps, context, params.orderId);
        return done.ok ? { status: 204 } : refused(done, context.requestId);
      },
      correctShipTo: async (context, { params, body }) => {
        const seen = seenVersion(context);
        if (seen.failed !== undefined) return seen.failed;
        const target = { orderId: params.orderId, version: seen.version };
        const wanted = { ...body, phone: body.phone ?? null, address2: body.address2 ?? null };
        const done = await correctShipTo(deps, context, target, wanted);
        if (!done.ok) return refused(done, context.requestId);
        return { ...corrected(done.value), headers: etagOf(done.value.order.shipToVersion) };
      },
      undoShipTo: async (context, { params }) => {
        const seen = seenVersion(context);
        if (seen.failed !== undefined) return seen.failed;
        const done = await undoShipTo(deps, context, { orderId: params.orderId, version: seen.version });
        if (!done.ok) return refused(done, context.requestId);
        return { ...corrected(done.value), headers: etagOf(done.value.order.shipToVersion) };
      },
    },
  });
}
