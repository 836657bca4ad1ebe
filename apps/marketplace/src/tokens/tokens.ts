/** Owns tokens: issued for an account's credentials, and read back from requests (page Retrieve Token). */
import { TOKEN_LIFETIME_SECONDS, type TokenClaims } from '@jetway/jet-api';
import { type Clock, type Instant, ok, type Result, refuse, SECOND_MS } from '@jetway/kernel';
import { hashKey, isSameSecret } from '@jetway/service';
import { decodeProtectedHeader, jwtVerify, SignJWT } from 'jose';
import type { MarketplaceDatabase } from '../database/index.ts';
import { type Account, type AccountKind, findCredentials } from '../merchants/index.ts';
import { createSigningKeys, type SigningKeysDeps, TOKEN_ALGORITHM } from './signing-keys.ts';

const ISSUER = 'jet.com';
/** Clocks of several machines differ; a token may be shown to another one right after it was made. */
const CLOCK_TOLERANCE_SECONDS = 30;
/** Tokens whose signature was checked and need not be checked again. */
const MOST_REMEMBERED = 10_000;

export interface IssuedToken {
  readonly token: string;
  /** Real time, in whole seconds. */
  readonly expiresAt: Instant;
}

/** Whom a valid token speaks for. */
export interface TokenSubject {
  readonly merchantId: string;
  readonly kind: AccountKind;
}

export interface Tokens {
  readonly issue: (user: string, pass: string) => Promise<Result<IssuedToken, 'wrong_credentials'>>;
  /** Undefined when the token is forged, malformed, of another algorithm or over. */
  readonly verify: (token: string) => Promise<TokenSubject | undefined>;
  /** Makes the signing key when there is none; at start, so that the first merchant does not wait for it. */
  readonly prepare: () => Promise<void>;
}

interface Remembered {
  readonly subject: TokenSubject;
  readonly expiresAt: Instant;
}

export function createTokens(deps: SigningKeysDeps): Tokens {
  const { database, clock } = deps;
  const keys = createSigningKeys(deps);
  const remembered = new Map<string, Remembered>();
  return {
    prepare: async () => void (await keys.current()),
    issue: async (user, pass) => {
      const account = await checkCredentials(database, user, pass);
      if (account === undefined) return refuse('wrong_credentials', 'The API user or the secret is wrong.');
      const { kid, privateKey } = await keys.current();
      const claims = claimsOf(account, clock);
      const token = await new SignJWT({ ...claims })
        .setProtectedHeader({ typ: 'JWT', alg: TOKEN_ALGORITHM, kid })
        .sign(privateKey);
      return ok({ token, expiresAt: claims.exp * SECOND_MS });
    },
    verify: async (token) => {
      const known = remembered.get(token) ?? (await readToken(token, keys, clock));
      if (known === undefined || known.expiresAt <= clock.now()) {
        remembered.delete(token);
        return undefined;
      }
      if (!remembered.has(token)) {
        const [oldest] = remembered.keys();
        if (remembered.size >= MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
        remembered.set(token, known);
      }
      return known.subject;
    },
  };
}

/** Compares even when there is no such user, so that the time tells nothing about who exists. */
async function checkCredentials(
  database: MarketplaceDatabase,
  user: string,
  pass: string,
): Promise<Account | undefined> {
  const found = await findCredentials(database.db, user);
  return isSameSecret(hashKey(pass), found?.secretHash ?? '') ? found?.account : undefined;
}

/** The claims in the order of the printed token. */
function claimsOf(account: Account, clock: Clock): TokenClaims {
  const nbf = Math.floor(clock.now() / SECOND_MS);
  return {
    is_sandbox_uid: account.kind === 'test' ? 'True' : 'False',
    merchant_id: account.merchantId,
    partner_type: 'Merchant',
    scope: 'ironman-api',
    iss: ISSUER,
    exp: nbf + TOKEN_LIFETIME_SECONDS,
    nbf,
  };
}

async function readToken(
  token: string,
  keys: ReturnType<typeof createSigningKeys>,
  clock: Clock,
): Promise<Remembered | undefined> {
  try {
    const { kid, alg } = decodeProtectedHeader(token);
    if (kid === undefined || alg !== TOKEN_ALGORITHM) return undefined;
    const key = await keys.publicKey(kid);
    if (key === undefined) return undefined;
    const { payload } = await jwtVerify(token, key, {
      algorithms: [TOKEN_ALGORITHM],
      issuer: ISSUER,
      requiredClaims: ['exp', 'nbf'],
      currentDate: new Date(clock.now()),
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    const { merchant_id: merchantId, is_sandbox_uid: sandbox, exp } = payload;
    if (typeof merchantId !== 'string' || typeof exp !== 'number') return undefined;
    const kind: AccountKind = sandbox === 'True' ? 'test' : 'live';
    return { subject: { merchantId, kind }, expiresAt: exp * SECOND_MS };
  } catch (error) {
    // Everything that jose throws at a token is the token's fault; a database that does not answer is not.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_J')) return undefined;
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
