/** Owns waiting for the end of a sync run, told as it goes. */
import { setTimeout as pause } from 'node:timers/promises';
import { ok, type Result } from '@jetway/kernel';
import type { SyncRun } from '@jetway/oms-api';
import { answered } from './answers.ts';
import type { Session } from './run.ts';

/** Often enough for a person who watches. */
const ASK_EVERY_MS = 500;

/** The run as it ended. */
export async function waitForRun({ client, progress }: Session, asked: SyncRun): Promise<Result<SyncRun>> {
  let run = asked;
  while (run.state === 'waiting' || run.state === 'running') {
    progress(run.state === 'waiting' ? 'waits for its turn …' : `${run.done} of ${run.found} done …`);
    await pause(ASK_EVERY_MS);
    const answer = await answered(client.getRun({ params: { runId: run.id } }), 200);
    if (!answer.ok) return answer;
    run = answer.value;
  }
  progress(null);
  return ok(run);
}
