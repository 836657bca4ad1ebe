/** Owns which invariants the audit of the whole OMS checks. */
import { auditSnapshot, type Check, type Violation } from './audit/index.ts';
import type { Database } from './database/index.ts';
import { orderChecks } from './orders/index.ts';
import { syncChecks } from './sync/index.ts';

/** What is checked besides stock. */
export const omsChecks: readonly Check[] = [...orderChecks, ...syncChecks];

/** Everything that is wrong with an organization's stock and orders, at one instant; nothing, when all is well. */
export const auditOms = (database: Database, organizationId: string): Promise<readonly Violation[]> =>
  auditSnapshot(database, organizationId, omsChecks);
