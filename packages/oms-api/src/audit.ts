/** Owns the part of the OMS API that proves the data: every invariant of an organization, checked at one instant. */
import { defineRoutes, Problem } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { At, adminRoles } from './shapes.ts';

/** One invariant and what was found. */
export const AuditCheck = Type.Object({
  invariant: Type.String(),
  /** Rows that it was checked on. */
  checked: Type.Integer(),
  /** Rows that break it; counted up to 1,000. */
  violations: Type.Integer(),
  /** The first of them. */
  first: Type.Array(Type.Object({ subject: Type.String(), text: Type.String() }), { maxItems: 20 }),
  tookMs: Type.Integer(),
});
export type AuditCheck = Static<typeof AuditCheck>;

export const AuditReport = Type.Object({
  at: At,
  ok: Type.Boolean(),
  tookMs: Type.Integer(),
  checks: Type.Array(AuditCheck, { maxItems: 100 }),
});
export type AuditReport = Static<typeof AuditReport>;

export const auditRoutes = defineRoutes({
  runAudit: {
    method: 'POST',
    path: '/audit',
    summary: 'Check every invariant of the organization’s data at one instant; reads only',
    tags: ['audit'],
    auth: 'member',
    roles: adminRoles,
    replies: { 200: AuditReport, 401: Problem, 403: Problem, 409: Problem },
  },
});
