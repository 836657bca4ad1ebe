/** Owns the error replies that Jet's routes share. */
import { Type } from 'typebox';
import { MAX_ERRORS } from './errors.ts';

/** `{"errors":["…"]}`: every refusal but 401. */
export const JetErrors = Type.Object({ errors: Type.Array(Type.String(), { maxItems: MAX_ERRORS }) });

/** `{"Message":"…"}`: the answer to a missing, wrong or expired token. */
export const JetMessage = Type.Object({ Message: Type.String() });

/** Refusals of a route about one SKU or order: wrong input, no valid token, no such thing of this merchant. */
export const thingRefusals = { 400: JetErrors, 401: JetMessage, 404: JetErrors } as const;

/** Refusals of a route that lists: wrong input, no valid token. */
export const listRefusals = { 400: JetErrors, 401: JetMessage } as const;
