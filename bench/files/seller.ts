/** Owns a seller as the measurement needs him: an account with a node, and files sent by its API. */
import { type Client, createClient, fetchTransport } from '@jetway/http-contract';
import { jetRoutes } from '@jetway/jet-api';
import { createOperatorClient, operatorPrefix } from '@jetway/marketplace-api';

const address = { address1: '1 Dock Road', city: 'Albany', state: 'NY', zipCode: '12201' };
const DAY_MS = 86_400_000;

export interface Outcome {
  /** From the receipt to the end of the processing. */
  readonly seconds: number;
  readonly records: { readonly applied: number; readonly inError: number };
}

export interface Seller {
  readonly nodeId: string;
  readonly upload: (type: 'MerchantSKUs' | 'Price' | 'Inventory', packed: Uint8Array) => Promise<Outcome>;
}

function sure<T extends { readonly status: number }, S extends T['status']>(answer: T, status: S): T & { status: S } {
  if (answer.status !== status) throw new Error(`expected ${status}: ${JSON.stringify(answer)}`);
  return answer as T & { status: S };
}

export async function aSeller(origin: string, operatorKey: string): Promise<Seller> {
  const transport = fetchTransport(fetch);
  const operator = createOperatorClient({
    baseUrl: `${origin}${operatorPrefix}`,
    transport,
    headers: () => ({ authorization: `Bearer ${operatorKey}` }),
  });
  const merchant = sure(await operator.createMerchant({ body: { name: `Bench ${crypto.randomUUID()}` } }), 201).body;
  const account = merchant.accounts.find(({ kind }) => kind === 'test');
  if (account === undefined) throw new Error('no test account');
  const { accountId } = account;
  const { items } = sure(await operator.listAccounts({ query: { limit: 200 } }), 200).body;
  const worldId = items.find(({ id }) => id === accountId)?.worldId ?? '';
  // What the pipeline does after a review is measured elsewhere.
  sure(await operator.setPolicy({ params: { worldId }, body: { reviewMs: DAY_MS } }), 200);
  const shipping = { shippingMethods: ['UPS Ground'], serviceLevels: ['Standard'] };
  const body = { name: 'Dock', timeZone: 'America/New_York', address, ...shipping };
  const { id: nodeId } = sure(await operator.createNode({ params: { accountId }, body }), 201).body;
  const visitor = createClient(jetRoutes, { baseUrl: `${origin}/api`, transport });
  const signedIn = await visitor.getToken({ body: { user: account.apiUser, pass: account.apiSecret } });
  const token = sure(signedIn, 200).body.id_token;
  const headers = () => ({ authorization: `Bearer ${token}` });
  const jet = createClient(jetRoutes, { baseUrl: `${origin}/api`, transport, headers });
  const outcome = async (fileId: string): Promise<Outcome | undefined> => {
    const { file } = sure(await operator.getFile({ params: { accountId, fileId } }), 200).body;
    return file.endedAt === null
      ? undefined
      : { seconds: (file.endedAt - file.receivedAt) / 1_000, records: file.records };
  };
  return { nodeId, upload: (type, packed) => upload(jet, type, packed, outcome) };
}

async function upload(
  jet: Client<typeof jetRoutes>,
  type: string,
  packed: Uint8Array,
  outcome: (fileId: string) => Promise<Outcome | undefined>,
): Promise<Outcome> {
  const { url, jet_file_id: id } = sure(await jet.getUploadToken({}), 200).body;
  const stored = await fetch(url, {
    method: 'PUT',
    headers: { 'x-ms-blob-type': 'blockblob' },
    body: new Uint8Array(packed),
  });
  if (stored.status !== 201) throw new Error(`the upload was answered with ${stored.status}`);
  sure(await jet.postUploadedFile({ body: { url, file_type: type, file_name: `${type}.json.gz` } }), 200);
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const done = await outcome(id);
    if (done !== undefined) return done;
  }
}
