/** Owns the part of the operator API by which an operator signs in. */
import { defineRoutes, Problem } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { At, closed, Id } from './shapes.ts';

export const OperatorSession = Type.Object({
  operator: Type.Object({ id: Id, email: Type.String() }),
  expiresAt: At,
});
export type OperatorSession = Static<typeof OperatorSession>;

export const operatorSessionRoutes = defineRoutes({
  signIn: {
    method: 'POST',
    path: '/session',
    summary: 'Sign in as an operator',
    tags: ['session'],
    auth: null,
    body: Type.Object(
      { email: Type.String({ minLength: 3, maxLength: 254 }), password: Type.String({ minLength: 1, maxLength: 200 }) },
      closed,
    ),
    replies: { 200: OperatorSession, 400: Problem, 401: Problem, 429: Problem },
    codes: ['wrong_credentials', 'too_many_attempts'],
  },
  getSession: {
    method: 'GET',
    path: '/session',
    summary: 'Who is signed in',
    tags: ['session'],
    auth: 'operator',
    replies: { 200: OperatorSession, 401: Problem },
  },
  signOut: {
    method: 'DELETE',
    path: '/session',
    summary: 'Sign out',
    tags: ['session'],
    auth: null,
    replies: { 204: null },
  },
});
