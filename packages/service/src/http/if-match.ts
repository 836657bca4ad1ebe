/** Owns optimistic versions over HTTP: what a caller says it has seen, and how we say what there is. */
import { ok, type Result, refuse } from '@jetway/kernel';
import { header, type RequestHeaders } from './headers.ts';

/** The reply header for a thing's version. */
export const etagOf = (version: number): { readonly etag: string } => ({ etag: `"${version}"` });

/**
 * The version that `If-Match` names, as `"7"` or `7`; undefined when the header is absent or `*`, which match every
 * version.
 */
export function ifMatchVersion(request: {
  readonly headers: RequestHeaders;
}): Result<number | undefined, 'if_match_malformed'> {
  const sent = header(request, 'if-match')?.trim();
  if (sent === undefined || sent === '*') return ok(undefined);
  const digits = /^(?:W\/)?"?(\d{1,15})"?$/.exec(sent)?.[1];
  if (digits === undefined)
    return refuse('if_match_malformed', 'If-Match must be the version that was read, for instance "7".');
  return ok(Number(digits));
}
