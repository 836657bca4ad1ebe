/** Owns the audit: every invariant of an organization's data, checked at one instant. */
import type { Database, Handle } from '../database/index.ts';
import { stockChecks, type Violation } from './audit.store.ts';

/** Another feature's invariant, such as those of order items. */
export type Check = (handle: Handle, organizationId: string) => Promise<readonly Violation[]>;

/**
 * Answers what is wrong with an organization's data; nothing, when all is well. Checked here: available is never below
 * zero, what is reserved is what orders hold, every counter is the sum of its ledger, and the ledger has no gap. Other
 * features add theirs with `more`.
 */
export async function audit(
  handle: Handle,
  organizationId: string,
  more: readonly Check[] = [],
): Promise<readonly Violation[]> {
  const found: Violation[] = [];
  for (const check of [...stockChecks, ...more]) found.push(...(await check(handle, organizationId)));
  return found;
}

/** The same for a database in use: all checks see one instant. */
export const auditSnapshot = (
  database: Database,
  organizationId: string,
  more: readonly Check[] = [],
): Promise<readonly Violation[]> => database.snapshot((tx) => audit(tx, organizationId, more));
