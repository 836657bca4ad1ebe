/** Owns which invariants the audit of the whole OMS checks. */
import { auditSnapshot, type Violation } from './audit/index.ts';
import type { Database } from './database/index.ts';
import { orderChecks } from './orders/index.ts';

/** Everything that is wrong with an organization's stock and orders, at one instant; nothing, when all is well. */
export const auditOms = (database: Database, organizationId: string): Promise<readonly Violation[]> =>
  auditSnapshot(database, organizationId, orderChecks);
