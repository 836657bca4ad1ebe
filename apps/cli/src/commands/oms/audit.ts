/** Owns `jetway oms audit`. */
import { ok, refuse } from '@jetway/kernel';
import type { AuditCheck } from '@jetway/oms-api';
import type { Command } from 'commander';
import type { TableColumn } from '../../terminal/index.ts';
import { answered } from './answers.ts';
import { addGroup, asOmsCommand, type CommonOptions, type Outcome, runOms, type Session, type Words } from './run.ts';

export function addAudit(oms: Command, words: Words): void {
  asOmsCommand(
    addGroup(oms, 'audit', 'prove that the organization’s data keeps every invariant; reads only'),
    'jetway oms audit',
    'jetway oms audit --json',
  ).action((options: CommonOptions) => runOms(words, options, audit));
}

const columns: readonly TableColumn<AuditCheck>[] = [
  { title: 'INVARIANT', text: ({ invariant }) => invariant, flexible: true },
  { title: 'CHECKED', text: ({ checked }) => checked.toLocaleString('en-US'), align: 'right' },
  { title: 'BROKEN', text: ({ violations }) => violations.toLocaleString('en-US'), align: 'right' },
  { title: 'MS', text: ({ tookMs }) => String(tookMs), align: 'right' },
];

async function audit(session: Session): Promise<Outcome> {
  session.progress('Checking every invariant …');
  const report = await answered(session.client.runAudit({}), 200);
  session.progress(null);
  if (!report.ok) return report;
  const { checks, ok: isSound } = report.value;
  session.showRows(columns, checks, 'There is nothing to check.');
  if (isSound) return ok(undefined);
  const broken = checks.filter(({ violations }) => violations > 0);
  const named = broken.flatMap(({ invariant, first }) => [
    `Broken: ${invariant}`,
    ...first.map(({ subject, text }) => `  ${subject}: ${text}`),
  ]);
  return refuse('invariants_broken', named.join('\n'));
}
