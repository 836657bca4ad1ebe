/** Owns the part of the OMS API by which people sign in, and by which an organization's people and keys are managed. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { ApiKeyId, At, adminRoles, closed, everyRole, Id, nullable, pageQuery, roles, Text, UserId } from './shapes.ts';

const Email = Type.String({ minLength: 3, maxLength: 254, pattern: '^[^@\\s]+@[^@\\s]+$' });
const Password = Type.String({ minLength: 10, maxLength: 200 });
const RoleName = Type.Enum([...roles]);

export const SessionInfo = Type.Object({
  user: Type.Object({ id: Id, email: Type.String(), name: Type.String() }),
  organization: Type.Object({ id: Id, name: Type.String() }),
  role: RoleName,
  /** Every organization this person belongs to. */
  organizations: Type.Array(Type.Object({ id: Id, name: Type.String(), role: RoleName }), { maxItems: 1000 }),
  expiresAt: At,
});
export type SessionInfo = Static<typeof SessionInfo>;

export const Member = Type.Object({
  userId: Id,
  email: Type.String(),
  name: Type.String(),
  role: RoleName,
  active: Type.Boolean(),
  createdAt: At,
});
export type Member = Static<typeof Member>;

export const ApiKey = Type.Object({
  id: Id,
  name: Type.String(),
  role: RoleName,
  /** First characters of the key, to recognise it by. */
  prefix: Type.String(),
  createdAt: At,
  lastUsedAt: nullable(At),
});
export type ApiKey = Static<typeof ApiKey>;

export const sessionRoutes = defineRoutes({
  signIn: {
    method: 'POST',
    path: '/session',
    summary: 'Sign in',
    tags: ['session'],
    auth: null,
    body: Type.Object({ email: Email, password: Type.String({ minLength: 1, maxLength: 200 }) }, closed),
    replies: { 200: SessionInfo, 400: Problem, 401: Problem, 429: Problem },
    codes: ['wrong_credentials', 'too_many_attempts'],
  },
  getSession: {
    method: 'GET',
    path: '/session',
    summary: 'Who is signed in',
    tags: ['session'],
    auth: 'member',
    roles: everyRole,
    replies: { 200: SessionInfo, 401: Problem },
  },
  signOut: {
    method: 'DELETE',
    path: '/session',
    summary: 'Sign out',
    tags: ['session'],
    auth: null,
    replies: { 204: null },
  },
  switchOrganization: {
    method: 'PUT',
    path: '/session/organization',
    summary: 'Work for another organization one belongs to',
    tags: ['session'],
    auth: 'member',
    roles: everyRole,
    body: Type.Object({ organizationId: Id }, closed),
    replies: { 200: SessionInfo, 400: Problem, 401: Problem, 404: Problem },
    codes: ['not_found', 'session_required'],
  },
  changePassword: {
    method: 'PUT',
    path: '/session/password',
    summary: 'Change one’s own password; other sessions end',
    tags: ['session'],
    auth: 'member',
    roles: everyRole,
    body: Type.Object({ current: Type.String({ minLength: 1, maxLength: 200 }), next: Password }, closed),
    replies: { 204: null, 400: Problem, 401: Problem },
    codes: ['wrong_credentials', 'session_required'],
  },
  listMembers: {
    method: 'GET',
    path: '/members',
    summary: 'People of the organization',
    tags: ['people'],
    auth: 'member',
    roles: everyRole,
    query: Type.Object(pageQuery, closed),
    replies: { 200: pageOf(Member), 400: Problem, 401: Problem },
    codes: ['bad_cursor'],
  },
  addMember: {
    method: 'POST',
    path: '/members',
    summary: 'Add a person; a new user gets the given password, a known one only the membership',
    tags: ['people'],
    auth: 'member',
    roles: adminRoles,
    body: Type.Object({ email: Email, name: Text(100), role: RoleName, password: Type.Optional(Password) }, closed),
    replies: { 201: Member, 400: Problem, 401: Problem, 403: Problem, 409: Problem },
    codes: ['already_member', 'password_required'],
  },
  changeMember: {
    method: 'PATCH',
    path: '/members/:userId',
    summary: 'Change a person’s role, or let them in or out',
    tags: ['people'],
    auth: 'member',
    roles: adminRoles,
    params: Type.Object({ userId: UserId }, closed),
    body: Type.Object({ role: Type.Optional(RoleName), active: Type.Optional(Type.Boolean()) }, closed),
    replies: { 200: Member, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: ['not_found', 'last_admin'],
  },
  listApiKeys: {
    method: 'GET',
    path: '/api-keys',
    summary: 'Keys for programs',
    tags: ['people'],
    auth: 'member',
    roles: adminRoles,
    query: Type.Object(pageQuery, closed),
    replies: { 200: pageOf(ApiKey), 400: Problem, 401: Problem, 403: Problem },
    codes: ['bad_cursor'],
  },
  createApiKey: {
    method: 'POST',
    path: '/api-keys',
    summary: 'Make a key; it is shown this once',
    tags: ['people'],
    auth: 'member',
    roles: adminRoles,
    body: Type.Object({ name: Text(100), role: RoleName }, closed),
    replies: {
      201: Type.Object({ apiKey: ApiKey, key: Type.String() }),
      400: Problem,
      401: Problem,
      403: Problem,
      409: Problem,
    },
  },
  revokeApiKey: {
    method: 'DELETE',
    path: '/api-keys/:apiKeyId',
    summary: 'Revoke a key at once',
    tags: ['people'],
    auth: 'member',
    roles: adminRoles,
    params: Type.Object({ apiKeyId: ApiKeyId }, closed),
    replies: { 204: null, 401: Problem, 403: Problem, 404: Problem, 400: Problem },
    codes: ['not_found'],
  },
});
