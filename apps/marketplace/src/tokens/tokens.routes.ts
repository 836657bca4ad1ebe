/** Owns POST /token and GET /authcheck. */
import {
  badRequest,
  formatWireDate,
  liveKeysLocked,
  type MerchantSetupStep,
  merchantSetupStepTexts,
  messageAuthorized,
  tokenRoutes,
} from '@jetway/jet-api';
import type { Handlers, RequestInfo } from '@jetway/service';
import type { AccountContext } from '../merchants/index.ts';
import type { Tokens } from './tokens.ts';

const { getToken, ...guarded } = tokenRoutes;

/** What anybody may call. */
export const openTokenRoutes = { getToken };
/** What needs a token. */
export const guardedTokenRoutes = guarded;

export function openTokenHandlers(deps: { readonly tokens: Tokens }): Handlers<typeof openTokenRoutes, RequestInfo> {
  return {
    getToken: async (request, { body }) => {
      const issued = await deps.tokens.issue(body.user, body.pass);
      if (!issued.ok) {
        request.log.info('a token was refused', { apiUser: body.user, ip: request.ip });
        const text = 'missing' in issued ? liveKeysLocked(issued.missing.map(stepText)) : badRequest;
        return { status: 400, body: { errors: [text] } };
      }
      const { token, expiresAt } = issued.value;
      return {
        status: 200,
        headers: { 'cache-control': 'no-store' },
        body: { id_token: token, token_type: 'Bearer', expires_on: formatWireDate('wholeSecondsZ', expiresAt) },
      };
    },
  };
}

const stepText = (step: MerchantSetupStep): string => merchantSetupStepTexts[step];

export const guardedTokenHandlers = (): Handlers<typeof guardedTokenRoutes, AccountContext> => ({
  checkAuthorization: async () => ({ status: 200, body: messageAuthorized }),
});
