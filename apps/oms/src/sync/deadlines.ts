/** Owns when orders that nobody answers are rejected: so long before their deadline as the connection's settings say. */
import { MINUTE_MS } from '@jetway/kernel';
import type { Work } from './work.ts';

export interface DeadlineWatch {
  /** Rejects what is due. Answers whether there may be more. */
  readonly run: () => Promise<boolean>;
}

/** A rejection is a message like any other: where messages may not be sent, or are paused, nothing is decided. */
export const createDeadlineWatch = (work: Work): DeadlineWatch => ({
  run: async () => {
    const { rejectBeforeMinutes } = work.settings();
    if (rejectBeforeMinutes === null || work.rejectDue === undefined || !work.may().intents) return false;
    const now = work.clock.now();
    const deadlineBefore = now + rejectBeforeMinutes * MINUTE_MS;
    const rejected = await work.rejectDue(work.organizationId, work.connectionId, { deadlineBefore, now });
    if (rejected > 0) work.log.warn('orders that nobody answered were rejected', { rejected });
    return rejected > 0;
  },
});
