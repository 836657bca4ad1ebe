/** Owns the notices behind live pages: something of an organization changed. */
import type { LiveEvent } from '@jetway/oms-api';
import { notify } from '@jetway/service';
import type { Handle } from '../database/index.ts';

/** Channel of NOTIFY that carries live events to every process. */
export const liveChannel = 'oms_live';

/** Tells every open page of the organization that a thing of this topic changed (null: several), when `tx` commits. */
export async function touch(
  tx: Handle,
  organizationId: string,
  topic: LiveEvent['topic'],
  id: string | null,
): Promise<void> {
  await notify(tx, liveChannel, JSON.stringify([organizationId, topic, id]));
}

/** Reads a notice; undefined when it is none of ours. */
export function readNotice(
  payload: string,
): { readonly organizationId: string; readonly event: LiveEvent } | undefined {
  try {
    const [organizationId, topic, id] = JSON.parse(payload) as [string, LiveEvent['topic'], string | null];
    return { organizationId, event: { topic, id } };
  } catch {
    return undefined;
  }
}
