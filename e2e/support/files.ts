/** Owns sending bulk files as a merchant's software does: ask, put, tell, and wait for the outcome. */
import { gzipSync } from 'node:zlib';
import type { FileReply, FileType } from '@jetway/jet-api';
import { expectStatus, type JetClient } from './clients.ts';
import { until } from './wait.ts';

export type Records = Readonly<Record<string, unknown>>;

/** Puts a file to an address that was issued, with the one header that the documentation names. */
export async function putFile(url: string, bytes: Uint8Array): Promise<number> {
  const body = new Uint8Array(bytes);
  return (await fetch(url, { method: 'PUT', headers: { 'x-ms-blob-type': 'blockblob' }, body })).status;
}

/** The first three steps: answers the id under which the fourth asks. */
export async function sendFile(jet: JetClient, type: FileType, records: Records): Promise<string> {
  const { url, jet_file_id: id } = expectStatus(await jet.getUploadToken({}), 200);
  const stored = await putFile(url, gzipSync(JSON.stringify(records)));
  if (stored !== 201) throw new Error(`the upload was answered with ${stored}`);
  expectStatus(await jet.postUploadedFile({ body: { url, file_type: type, file_name: `${type}.json.gz` } }), 200);
  return id;
}

/** The fourth step, until the file is processed. */
export const processed = (jet: JetClient, id: string, withinMs = 120_000): Promise<FileReply> =>
  until({ what: `the file ${id} to be processed`, withinMs }, async () => {
    const reply = expectStatus(await jet.getFile({ params: { jet_file_id: id } }), 200);
    return reply.status.startsWith('Processed') ? reply : undefined;
  });

/** All lines of a file of errors. */
export async function errorLines(reply: FileReply): Promise<unknown> {
  const answer = await fetch(reply.error_url ?? '');
  if (answer.status !== 200) throw new Error(`the errors were answered with ${answer.status}`);
  return answer.json();
}
