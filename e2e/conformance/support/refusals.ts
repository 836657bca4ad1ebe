/** Owns reading a refusal: its status, and its texts when its body is exactly `{"errors":[…]}`. */
import type { RawReply } from './raw-http.ts';

/** Status and texts of a refusal; throws when the body has another form, or does not call itself JSON. */
export function refusalOf(reply: RawReply): [status: number, ...errors: string[]] {
  const body = reply.json();
  const errors = typeof body === 'object' && body !== null && 'errors' in body ? body.errors : undefined;
  const isForm =
    /^application\/json(;|$)/.test(reply.headers['content-type'] ?? '') &&
    Object.keys(body as object).length === 1 &&
    Array.isArray(errors) &&
    errors.length > 0 &&
    errors.every((text) => typeof text === 'string' && text !== '');
  if (!isForm) throw new Error(`no refusal in the documented form: ${reply.status} ${reply.text}`);
  return [reply.status, ...(errors as string[])];
}
