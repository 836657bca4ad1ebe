/** Owns how a request of the merchant API is signed in: its token, its account, the time in the account's world. */
import { authorizationDenied } from '@jetway/jet-api';
import { type Clock, ok, refuse } from '@jetway/kernel';
import { type Authenticated, bearerToken, type RouteGroup } from '@jetway/service';
import type { AccountContext, AccountContexts } from '../merchants/index.ts';
import type { Tokens } from '../tokens/index.ts';
import { worldNow } from '../worlds/index.ts';

type Authenticate = RouteGroup<Record<never, never>, AccountContext>['authenticate'];

export interface AuthenticateDeps {
  readonly tokens: Tokens;
  readonly contexts: AccountContexts;
  readonly clock: Clock;
}

export function jetAuthenticate(deps: AuthenticateDeps): Authenticate {
  return async (_route, request) => {
    const token = bearerToken(request);
    if (token === undefined) return denied('no bearer token');
    const subject = await deps.tokens.verify(token);
    if (subject === undefined) return { ...denied('the token is not valid'), ...(await tenantOf(deps, token)) };
    const found = await deps.contexts.find(subject.merchantId, subject.kind);
    if (found === undefined) return denied('the account is gone');
    const { account, world } = found;
    return ok({
      accountId: account.id,
      merchantId: account.merchantId,
      kind: account.kind,
      world,
      now: worldNow(world, deps.clock.now()),
      requestId: request.requestId,
      actor: `merchant:${account.apiUser}`,
      log: request.log,
    });
  };
}

const denied = (internal: string): Authenticated<never> => refuse('unauthenticated', authorizationDenied, { internal });

/** The account that a token was issued to, even when it is over. */
export async function tenantOf(
  { tokens, contexts }: Pick<AuthenticateDeps, 'tokens' | 'contexts'>,
  token: string,
): Promise<{ readonly tenant?: string }> {
  const subject = await tokens.whose(token);
  const found = subject && (await contexts.find(subject.merchantId, subject.kind));
  return found === undefined ? {} : { tenant: found.account.id };
}
