/** Owns an answer of the far side. */
import type { HttpResponse } from '@jetway/http-contract';

export const answer = (status: number, body?: unknown, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers,
  text: body === undefined ? '' : JSON.stringify(body),
});
