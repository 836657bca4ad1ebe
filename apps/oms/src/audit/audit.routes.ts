/** Owns the HTTP edge of the audit. */
import { auditRoutes } from '@jetway/oms-api';
import type { Timer } from '@jetway/service';
import type { Database } from '../database/index.ts';
import { defineFeature, type Feature } from '../edge/index.ts';
import type { Check } from './audit.store.ts';
import { auditReport } from './audit.ts';

export interface AuditDeps {
  readonly database: Database;
  readonly timer: Pick<Timer, 'steadyNowMs'>;
  /** Other features' invariants, besides those of stock. */
  readonly checks: readonly Check[];
}

/** The audit over HTTP. */
export const auditFeature = ({ database, timer, checks }: AuditDeps): Feature<typeof auditRoutes> =>
  defineFeature({
    routes: auditRoutes,
    handlers: {
      runAudit: async ({ organizationId, now }) => ({
        status: 200,
        body: await auditReport(database, organizationId, checks, { timer, now }),
      }),
    },
  });
