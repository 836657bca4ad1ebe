/** Owns which calls are repeated by themselves when their answer is lost, each with its reason. */
import type { Method } from '@jetway/http-contract';
import type { jetRoutes } from '@jetway/jet-api';

/** Every route but `/token`, which the client calls by itself. */
export type JetOperation = Exclude<keyof typeof jetRoutes, 'getToken'>;

/** Whether a call may be sent again when nobody knows what became of it, and why. */
export interface JetRepetition {
  readonly repeats: boolean;
  readonly because: string;
}

const repeats = (because: string): JetRepetition => ({ repeats: true, because });
const sentOnce = (because: string): JetRepetition => ({ repeats: false, because });

/** What holds for an operation that the table below does not name: of a new POST nobody knows that it may be repeated. */
const byMethod: Readonly<Record<Method, JetRepetition>> = {
  GET: repeats('reads'),
  PUT: repeats('sets a state: the second time changes nothing'),
  PATCH: repeats('sets a state: the second time changes nothing'),
  DELETE: repeats('what is gone stays gone'),
  POST: sentOnce('does something each time'),
};

const named: Readonly<Partial<Record<JetOperation, JetRepetition>>> = {
  acknowledgeOrder: sentOnce(
    'an order is acknowledged once: the refusal of the second would hide that the first counted',
  ),
  shipOrder: sentOnce('each shipment counts: units would be shipped twice'),
  completeReturn: sentOnce('a return may be reported in parts: units would be reported twice'),
  createRefund: repeats("made once for each of the merchant's own ids"),
  postUploadedFile: repeats('a file that was received already stays as it is'),
  createReport: repeats('a report that nobody fetches harms nobody'),
  generateOrders: sentOnce('places orders each time'),
  generateReturn: sentOnce('opens a return each time, though it is a GET'),
};

/** What holds for an operation of the API. */
export const repetitionOf = (operation: JetOperation, method: Method): JetRepetition =>
  named[operation] ?? byMethod[method];
