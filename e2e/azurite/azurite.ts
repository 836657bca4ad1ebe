/** Owns starting Azurite, which answers as Azure Blob Storage does, on a port of this machine and in memory. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/programs.ts';
import { until } from '../support/wait.ts';

/** The account that every Azurite has; its key is published. */
const ACCOUNT = 'devstoreaccount1';
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

export interface Azurite {
  readonly connectionString: string;
  /** What the address of every blob begins with. */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

export async function startAzurite(): Promise<Azurite> {
  const port = await freePort();
  // It lies in this suite's own folder: it is as large as all the rest.
  const program = fileURLToPath(new URL('node_modules/azurite/dist/src/blob/main.js', import.meta.url));
  // The client may speak a newer version of the protocol than Azurite knows the name of.
  const args = ['--blobPort', String(port), '--inMemoryPersistence', '--skipApiVersionCheck', '--silent'];
  const child = spawn(process.execPath, [program, ...args], { stdio: 'ignore' });
  const address = `http://127.0.0.1:${port}/${ACCOUNT}`;
  await until({ what: 'Azurite to answer', withinMs: 60_000 }, async () => (await fetch(address)).status);
  return {
    address,
    connectionString: `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${KEY};BlobEndpoint=${address};`,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}
