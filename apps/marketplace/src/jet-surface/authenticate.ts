/** Owns how a request of the merchant API is signed in: its token, its account, the time in the account's world. */
import { authorizationDenied } from '@jetway/jet-api';
import { type Clock, ok, refuse } from '@jetway/kernel';
import { bearerToken, type RouteGroup } from '@jetway/service';
import type { AccountContext, AccountContexts } from '../merchants/index.ts';
import type { Tokens } from '../tokens/index.ts';
import { worldNow } from '../worlds/index.ts';

type Authenticate = RouteGroup<Record<never, never>, AccountContext>['authenticate'];

export function jetAuthenticate(deps: {
  readonly tokens: Tokens;
  readonly contexts: AccountContexts;
  readonly clock: Clock;
}): Authenticate {
  const denied = (internal: string) => refuse('unauthenticated', authorizationDenied, { internal });
  return async (_route, request) => {
    const token = bearerToken(request);
    if (token === undefined) return denied('no bearer token');
    const subject = await deps.tokens.verify(token);
    if (subject === undefined) return denied('the token is not valid');
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
