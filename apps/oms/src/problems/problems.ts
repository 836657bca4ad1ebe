/** Owns how what a caller says about problems is meant: whose, and due when; and what callers see of one. */
import { DAY_MS, HOUR_MS, type Instant, refuse } from '@jetway/kernel';
import type { ProblemItem, problemDeadlines } from '@jetway/oms-api';
import type { MemberContext } from '../edge/index.ts';
import type { AssigneeFilter, DeadlineFilter, StoredProblem } from './problems.store.ts';

export const NO_PROBLEM = refuse('not_found', 'There is no such problem.').refusal;

/** `me` of a key is nobody's id: a key deals with nothing. */
export function assigneeOf(
  text: string | undefined,
  { userId }: Pick<MemberContext, 'userId'>,
): AssigneeFilter | undefined {
  if (text === undefined) return undefined;
  if (text === 'nobody') return 'nobody';
  return { userId: text === 'me' ? (userId ?? '') : text };
}

/** The window that a word means at this moment. */
export function deadlineOf(
  word: (typeof problemDeadlines)[number] | undefined,
  now: Instant,
): DeadlineFilter | undefined {
  switch (word) {
    case undefined:
      return undefined;
    case 'none':
      return 'none';
    case 'late':
      return { before: now };
    case 'hour':
      return { from: now, before: now + HOUR_MS };
    case 'day':
      return { from: now, before: now + DAY_MS };
  }
}

/** What people see of a problem. */
export const toItem = ({ subject: _subject, sortAt: _sortAt, ...item }: StoredProblem): ProblemItem => item;
