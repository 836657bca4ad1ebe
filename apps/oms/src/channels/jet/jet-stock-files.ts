/** Owns Jet's bulk files of stock (pages Request Upload URL, Request to Process Uploaded File, Verify Processing Success). */
import { awaitFile, type FileOutcome, fetchTransfers, type JetClient, uploadFile } from '@jetway/jet-client';
import type {
  CallOptions,
  ChannelTools,
  NodeQuantities,
  StockFileProgress,
  StockFiles,
  StockRecord,
} from '../index.ts';
import { call, mapped } from './jet-answers.ts';

type Tools = Pick<ChannelTools, 'timer'> & { readonly fetch: typeof globalThis.fetch };

/** Only the nodes named change, as in the messages of single SKUs. */
const TYPE = 'InventoryPatch';

export function jetStockFiles(client: JetClient, { fetch, timer }: Tools): StockFiles {
  const tools = { transfers: fetchTransfers(fetch), timer };
  return {
    send: async ({ records, name, onStored }, options) => {
      let isHandedOver = false;
      const upload = {
        type: TYPE,
        name,
        onStored,
        records: () => bodies(records()),
        onProgress: ({ phase }: { readonly phase: string }) => {
          isHandedOver = phase === 'processing';
        },
        ...once(options),
      } as const;
      const answer = await uploadFile(told(client, options), upload, tools);
      // Its outcome is asked for later, by whoever works for the connection then.
      return isHandedOver ? { kind: 'ok', value: undefined } : mapped(answer, () => undefined);
    },
    progress: async (fileId, options) => {
      const file = await client.getFile({ params: { jet_file_id: fileId } }, call(options));
      if (file.kind !== 'ok') return mapped(file, () => ({ kind: 'processing' }));
      if (!/^processed/i.test(file.value.status)) return { kind: 'ok', value: { kind: 'processing' } };
      return mapped(await awaitFile(told(client, options), fileId, once(options), tools), progressOf);
    },
  };
}

/** Each call asks once: when to ask again stands in the database. */
const once = (options: CallOptions | undefined) => ({
  patienceMs: 0,
  ...(options?.signal === undefined ? {} : { signal: options.signal }),
});

/** The client, telling whoever called of the requests of a file. */
function told(client: JetClient, options: CallOptions | undefined): JetClient {
  const hook = call(options);
  return {
    ...client,
    getUploadToken: (input) => client.getUploadToken(input, hook),
    postUploadedFile: (input) => client.postUploadedFile(input, hook),
    getFile: (input) => client.getFile(input, hook),
  };
}

async function* bodies(records: AsyncIterable<StockRecord>) {
  for await (const [sku, quantities] of records) yield [sku, { fulfillment_nodes: nodesOf(quantities) }] as const;
}

const nodesOf = (quantities: NodeQuantities) =>
  Object.entries(quantities).map(([id, quantity]) => ({ fulfillment_node_id: id, quantity }));

function progressOf({ errors, hasAllErrors }: FileOutcome): StockFileProgress {
  const ofFile = errors.find(({ sku }) => sku === undefined);
  return {
    kind: 'processed',
    refused: errors.flatMap(({ sku, message }) => (sku === undefined ? [] : [{ sku, text: message }])),
    fileError: ofFile?.text ?? null,
    isComplete: hasAllErrors,
  };
}
