/** Owns the four steps of a bulk file: ask, put, tell, and wait for the outcome. */
import { gzipSync } from 'node:zlib';
import { until } from '../../support/wait.ts';
import { type Call, must, type RawReply } from './raw-http.ts';
import type { Target } from './target.ts';

type Body = Record<string, unknown>;

export interface Issued {
  readonly url: string;
  readonly jet_file_id: string;
  readonly expires_in_seconds: number;
}

export const issue = async (call: Call): Promise<Issued> =>
  must(await call('GET', '/files/uploadToken'), 200).json() as Issued;

/** Puts a file to its address with the one header that the documentation names. */
export function put(target: Target, url: string, text: string): Promise<RawReply> {
  const { pathname, search } = new URL(url);
  const headers = { 'x-ms-blob-type': 'BlockBlob' };
  return target.root({ method: 'PUT', path: `${pathname}${search}`, headers, body: gzipSync(text) });
}

/** The first three steps: answers the id under which the fourth asks. */
export async function putAll(target: Target, call: Call, type: string, text: string): Promise<string> {
  const { url, jet_file_id: id } = await issue(call);
  must(await put(target, url, text), 201);
  must(await call('POST', '/files/uploaded', { url, file_type: type, file_name: `${type}.json.gz` }), 200);
  return id;
}

/** The fourth step, until the file is processed. */
export const processed = (call: Call, id: string): Promise<Body> =>
  until({ what: `the file ${id} to be processed`, withinMs: 50_000 }, async () => {
    const reply = must(await call('GET', `/files/${id}`), 200).json() as Body;
    return String(reply['status']).startsWith('Processed') ? reply : undefined;
  });
