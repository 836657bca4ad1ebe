/** Owns how much a process of ours holds in its heap once all that can be freed was freed, asked through its inspector. */

interface Inspected {
  readonly webSocketDebuggerUrl: string;
}

/** Bytes in use after a forced collection. */
export async function heapAfterCollection(inspectorPort: number): Promise<number> {
  const [inspected] = (await (await fetch(`http://127.0.0.1:${inspectorPort}/json/list`)).json()) as Inspected[];
  if (inspected === undefined) throw new Error(`nothing is inspected at port ${inspectorPort}`);
  const socket = new WebSocket(inspected.webSocketDebuggerUrl);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', reject, { once: true });
  });
  try {
    await ask(socket, 1, 'HeapProfiler.collectGarbage');
    const { usedSize } = (await ask(socket, 2, 'Runtime.getHeapUsage')) as { usedSize: number };
    return usedSize;
  } finally {
    socket.close();
  }
}

function ask(socket: WebSocket, id: number, method: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    socket.addEventListener('close', () => reject(new Error(`${method}: the inspector went away`)), { once: true });
    socket.addEventListener('message', ({ data }) => {
      const answer = JSON.parse(String(data)) as { readonly id?: number; readonly result?: unknown };
      if (answer.id === id) resolve(answer.result);
    });
    socket.send(JSON.stringify({ id, method }));
  });
}
