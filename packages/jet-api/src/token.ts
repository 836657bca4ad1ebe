/** Owns the contract of signing in: POST /token and GET /authcheck (page Retrieve Token). */
import { defineRoutes } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { requestBodies } from './example.ts';
import { JetErrors, JetMessage } from './replies.ts';
import { tokenExamples } from './token.examples.ts';

export const TokenRequest = Type.Object({
  user: Type.String({ minLength: 1, maxLength: 255, description: "The account's API user." }),
  pass: Type.String({ minLength: 1, maxLength: 255, description: 'The secret that belongs to the API user.' }),
});
export type TokenRequest = Static<typeof TokenRequest>;

/** Clients were seen to rely on the order of the properties. */
export const TokenReply = Type.Object({
  id_token: Type.String({ description: 'Signed token (RS256) for the header `Authorization: Bearer …`.' }),
  token_type: Type.String({ description: 'Always `Bearer`.' }),
  expires_on: Type.String({ description: 'When the token ends, 10 hours after the answer, in whole seconds UTC.' }),
});
export type TokenReply = Static<typeof TokenReply>;

/** How long a token is valid. */
export const TOKEN_LIFETIME_SECONDS = 36_000;

/** Claims of a token, as in the printed one; `is_sandbox_uid` is a word, not a boolean. */
export interface TokenClaims {
  readonly is_sandbox_uid: 'True' | 'False';
  readonly merchant_id: string;
  readonly partner_type: 'Merchant';
  readonly scope: 'ironman-api';
  readonly iss: 'jet.com';
  /** Seconds since 1970. */
  readonly nbf: number;
  /** Seconds since 1970; `nbf` + 36,000. */
  readonly exp: number;
}

export const tokenRoutes = defineRoutes({
  getToken: {
    method: 'POST',
    path: '/token',
    summary: 'Exchange API user and secret for a token',
    tags: ['Token'],
    auth: null,
    body: TokenRequest,
    examples: requestBodies(tokenExamples, 'getToken'),
    replies: { 200: TokenReply, 400: JetErrors },
  },
  checkAuthorization: {
    method: 'GET',
    path: '/authcheck',
    summary: 'Tell whether the token is valid',
    tags: ['Token'],
    auth: 'account',
    replies: { 200: Type.String(), 401: JetMessage },
  },
});
