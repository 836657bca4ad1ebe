/** Owns how tests send files: packed, put to the address that was issued, and had processed. */
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type FileReply, type FileType, fileText, type UploadToken } from '@jetway/jet-api';
import { aToken, callUnder, type Harness, type Reply, type TestAccount } from '../testing/index.ts';

export type Records = readonly (readonly [sku: string, body: unknown])[];

/** The account with a token of now: one lasts ten hours. */
export async function signedInAgain<Account extends TestAccount>(harness: Harness, account: Account): Promise<Account> {
  const token = await aToken(harness, account.apiUser, account.apiSecret);
  const call = callUnder(harness.marketplace.server, '/api', { authorization: `Bearer ${token}` });
  return { ...account, token, call };
}

/** Asks for an address to put a file to. */
export const anUploadToken = async (account: TestAccount): Promise<UploadToken> =>
  (await account.call('GET', '/files/uploadToken')).json() as UploadToken;

const pathOf = (url: string): string => {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`;
};

/** Puts bytes to an address that was issued. */
export async function put(harness: Harness, url: string, bytes: Buffer): Promise<number> {
  const answer = await harness.marketplace.server.inject({
    method: 'PUT',
    url: pathOf(url),
    headers: { 'X-MS-Blob-Type': 'blockblob' },
    payload: bytes,
  });
  return answer.statusCode;
}

/** Says that a file was uploaded. */
export const say = (account: TestAccount, url: string, type: string, name = 'mine.json.gz'): Promise<Reply> =>
  account.call('POST', '/files/uploaded', { url, file_type: type, file_name: name });

export interface SentFile {
  readonly id: string;
  readonly url: string;
}

/** Uploads a file and has it received; it is not processed yet. Records are packed, a text too, bytes go as they are. */
export async function send(
  harness: Harness,
  account: TestAccount,
  type: FileType,
  content: Records | string | Buffer,
): Promise<SentFile> {
  const { url, jet_file_id: id } = await anUploadToken(account);
  const text = typeof content === 'string' || Buffer.isBuffer(content) ? content : fileText(content);
  const stored = await put(harness, url, Buffer.isBuffer(text) ? text : gzipSync(text));
  const said = await say(account, url, type);
  if (stored !== 201 || said.status !== 200) throw new Error(`the file was not taken: ${stored} ${said.text}`);
  return { id, url };
}

/** What a merchant reads of a file. */
export const read = async (account: TestAccount, id: string): Promise<FileReply> =>
  (await account.call('GET', `/files/${id}`)).json() as FileReply;

/** Sends a file, has it processed, and reads it. */
export async function process(
  harness: Harness,
  account: TestAccount,
  type: FileType,
  content: Records | string | Buffer,
): Promise<FileReply> {
  const { id } = await send(harness, account, type, content);
  await harness.services.files.drain();
  return read(account, id);
}

/** All errors of a file, from the address that its reply gives. */
export async function errorsOf(harness: Harness, reply: FileReply): Promise<string[]> {
  const answer = await harness.marketplace.server.inject({ method: 'GET', url: pathOf(reply.error_url ?? '') });
  return JSON.parse(answer.payload) as string[];
}

/** How many records of a file came to what, as an operator sees it. */
export async function countsOf(harness: Harness, account: TestAccount, id: string) {
  const answer = await harness.operator('GET', `/accounts/${account.accountId}/files/${id}`);
  return (answer.json() as { file: { records: Record<string, number> } }).file.records;
}

/** Bytes that no packing makes smaller. */
export const noise = (bytes: number): string => randomBytes(bytes).toString('base64');
