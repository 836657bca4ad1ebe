/** Owns what happens once before and once after a test run: databases that were left on the server are dropped. */
import { testServerUrl } from './databases.ts';
import { dropLeftDatabases } from './server-databases.ts';

/** Called by Vitest; what it answers is called at the end. */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  const server = testServerUrl();
  if (server === undefined) return undefined;
  process.env['JETWAY_TEST_RUN'] = String(process.pid);
  await dropLeftDatabases(server, (processId) => !isAlive(processId));
  return () => dropLeftDatabases(server, (processId) => processId === process.pid);
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}
