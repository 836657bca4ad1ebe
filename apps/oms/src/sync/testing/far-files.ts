/** Owns the bulk files of the far side: stored, handed over, processed when the test says so, with errors as told. */
import { gunzipSync } from 'node:zlib';
import type { HttpRequest, HttpResponse } from '@jetway/http-contract';
import { answer } from './far-answer.ts';

/** What processing a file changes: quantities by SKU and node. */
interface Stocked {
  readonly stock: Map<string, Record<string, number>>;
}

type Records = Readonly<
  Record<string, { readonly fulfillment_nodes: readonly { fulfillment_node_id: string; quantity: number }[] }>
>;

interface FarFile {
  content: Records;
  isHandedOver: boolean;
  isProcessed: boolean;
  errors: readonly string[];
}

export interface FarFiles {
  /** By id, in the order in which they were stored. */
  readonly stored: Map<string, FarFile>;
  /** Whether a file is processed as soon as it is handed over. */
  processesAtOnce: boolean;
  /** SKUs whose record is refused. */
  readonly refuses: Set<string>;
  readonly handle: (far: Stocked, request: HttpRequest, second: string) => HttpResponse;
  /** One PUT of a content to the issued address. */
  readonly take: (url: string, init: RequestInit | undefined) => Promise<Response>;
  /** The channel works through a file: SKUs have its numbers, but for those refused. */
  readonly process: (far: Stocked, fileId: string) => void;
}

const idOf = (url: string): string => new URL(url).pathname.split('/').at(-1) ?? '';

export function farFiles(): FarFiles {
  let made = 0;
  const files: FarFiles = {
    stored: new Map(),
    processesAtOnce: true,
    refuses: new Set(),
    take: async (url, init) => {
      const bytes = await new Response(init?.body ?? '').arrayBuffer();
      const content = JSON.parse(gunzipSync(Buffer.from(bytes)).toString()) as Records;
      files.stored.set(idOf(url), { content, isHandedOver: false, isProcessed: false, errors: [] });
      return new Response('', { status: 201 });
    },
    process: (far, fileId) => {
      const file = files.stored.get(fileId);
      if (file === undefined) return;
      for (const [sku, { fulfillment_nodes: nodes }] of Object.entries(file.content))
        if (!files.refuses.has(sku))
          far.stock.set(sku, Object.fromEntries(nodes.map((node) => [node.fulfillment_node_id, node.quantity])));
      const refused = Object.keys(file.content).filter((sku) => files.refuses.has(sku));
      file.errors = refused.map((sku, line) => `Position ${line}, 1: Error: parsing sku '${sku}' No such SKU.`);
      file.isProcessed = true;
    },
    handle: (far, request, second) => {
      if (second === 'uploadToken') {
        made += 1;
        const id = `file-${made}`;
        return answer(200, { url: `http://blobs.test/${id}?sig=x`, jet_file_id: id, expires_in_seconds: 1_800 });
      }
      if (second === 'uploaded') return handedOver(files, far, request);
      const file = files.stored.get(second);
      if (file === undefined || !file.isHandedOver) return answer(404, { errors: ['File not found.'] });
      return answer(200, replyOf(second, file));
    },
  };
  return files;
}

function handedOver(files: FarFiles, far: Stocked, request: HttpRequest): HttpResponse {
  const body = JSON.parse(request.body ?? '{}') as { url?: string };
  const id = idOf(body.url ?? 'http://blobs.test/');
  const file = files.stored.get(id);
  if (file === undefined) return answer(400, { errors: ['Not a url of ours.'] });
  file.isHandedOver = true;
  if (files.processesAtOnce) files.process(far, id);
  return answer(200, body);
}

function replyOf(id: string, { isProcessed, errors }: FarFile) {
  const base = { url: `http://blobs.test/${id}`, jet_file_id: id, file_type: 'InventoryPatch', file_name: 'x' };
  if (!isProcessed) return { ...base, received: '', status: 'Processing' };
  if (errors.length === 0) return { ...base, received: '', status: 'Processed successfully' };
  const told = { error_count: errors.length, error_excerpt: errors };
  return { ...base, received: '', status: 'Processed with errors', ...told };
}
