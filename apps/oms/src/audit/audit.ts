/** Owns the audit: every invariant of an organization's data, checked at one instant. */
import type { Instant } from '@jetway/kernel';
import type { AuditCheck, AuditReport } from '@jetway/oms-api';
import type { Timer } from '@jetway/service';
import type { Database, Handle } from '../database/index.ts';
import { type Check, stockChecks, type Violation } from './audit.store.ts';

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
  for (const check of [...stockChecks, ...more]) found.push(...(await check.find(handle, organizationId)));
  return found;
}

/** The same for a database in use: all checks see one instant. */
export const auditSnapshot = (
  database: Database,
  organizationId: string,
  more: readonly Check[] = [],
): Promise<readonly Violation[]> => database.snapshot((tx) => audit(tx, organizationId, more));

/** Violations that a report names; the others are counted. */
const MOST_NAMED = 20;

/** Every invariant with what it was checked on, what breaks it, and how long that took; all see one instant. */
export function auditReport(
  database: Database,
  organizationId: string,
  more: readonly Check[],
  { timer, now }: { readonly timer: Pick<Timer, 'steadyNowMs'>; readonly now: Instant },
): Promise<AuditReport> {
  return database.snapshot(async (tx) => {
    const begun = timer.steadyNowMs();
    const checks: AuditCheck[] = [];
    for (const check of [...stockChecks, ...more]) checks.push(await reportOf(tx, organizationId, check, timer));
    const ok = checks.every(({ violations }) => violations === 0);
    return { at: now, ok, tookMs: Math.round(timer.steadyNowMs() - begun), checks };
  });
}

async function reportOf(
  tx: Handle,
  organizationId: string,
  check: Check,
  timer: Pick<Timer, 'steadyNowMs'>,
): Promise<AuditCheck> {
  const begun = timer.steadyNowMs();
  const checked = await check.count(tx, organizationId);
  const found = await check.find(tx, organizationId);
  return {
    invariant: check.invariant,
    checked,
    violations: found.length,
    first: found.slice(0, MOST_NAMED).map(({ subject, text }) => ({ subject, text })),
    tookMs: Math.round(timer.steadyNowMs() - begun),
  };
}
