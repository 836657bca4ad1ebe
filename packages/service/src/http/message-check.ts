/** Owns checking a message that came by another way than a request, as a record of a file, just as its route would. */
import type { Route } from '@jetway/http-contract';
import { type Dialect, type Failure, failure, type Issue } from './dialect.ts';
import { BODY_TEXTS } from './failures.ts';
import { MAX_ISSUES } from './issues.ts';
import { findUnsoundText, mayBeUnsound } from './sound-text.ts';
import { createValidators } from './validators.ts';

export interface Message {
  readonly params: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  /** The body's JSON text. */
  readonly text: string;
}

/** What the route would refuse a message for before its handler sees it; undefined when it would not. */
export type MessageCheck = (message: Message) => Failure | undefined;

/** Makes the check of a route that is served in a dialect. Size and nesting are for the caller to bound. */
export function createMessageCheck(route: Route, dialect: Dialect): MessageCheck {
  const checks = createValidators(dialect.keywords).forRoute(route);
  return ({ params, body, text }) => {
    if (mayHoldPrototype(text) && holdsPrototype(body)) return failure('bad_request', '', { text: BODY_TEXTS.notJson });
    const issues: Issue[] = [
      ...(checks.params?.(params) ?? []),
      ...findUnsoundText(params, 'params', MAX_ISSUES),
      ...(checks.body?.(body, text.length) ?? []),
      ...(mayBeUnsound(text) ? findUnsoundText(body, 'body', MAX_ISSUES) : []),
    ];
    return issues.length === 0 ? undefined : failure('schema', '', { issues: issues.slice(0, MAX_ISSUES) });
  };
}

/** Whether text can hold a name that reaches an object's prototype, also written with escapes. */
const mayHoldPrototype = (text: string): boolean => /__proto__|"constructor"|\\u00/.test(text);

function holdsPrototype(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Object.hasOwn(value, '__proto__')) return true;
  return Object.entries(value).some(
    ([name, item]) =>
      (name === 'constructor' && typeof item === 'object' && item !== null && Object.hasOwn(item, 'prototype')) ||
      holdsPrototype(item),
  );
}
