/** Owns tokens: issued for an account's credentials, and read back from requests (page Retrieve Token). */
import { type MerchantSetupStep, TOKEN_LIFETIME_SECONDS, type TokenClaims } from '@jetway/jet-api';
import { type Clock, type Instant, ok, type Result, refuse, SECOND_MS } from '@jetway/kernel';
import { hashKey, isSameSecret } from '@jetway/service';
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { MarketplaceDatabase } from '../database/index.ts';
import { type Account, type AccountKind, type Credentials, findCredentials } from '../merchants/index.ts';
import type { Onboarding } from '../onboarding/index.ts';
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

/** `missing` are the steps of the checklist for which live keys do not work yet. */
export type Issued =
  | Result<IssuedToken, 'wrong_credentials'>
  | (Result<never, 'live_keys_locked'> & { readonly missing: readonly MerchantSetupStep[] });

export interface TokensDeps extends SigningKeysDeps {
  readonly onboarding: Pick<Onboarding, 'missing'>;
}

/** Whom a valid token speaks for. */
export interface TokenSubject {
  readonly merchantId: string;
  readonly kind: AccountKind;
}

export interface Tokens {
  readonly issue: (user: string, pass: string) => Promise<Issued>;
  /** A token for an account, asked for within the program: nobody's credentials are looked at. */
  readonly issueTo: (account: Account) => Promise<IssuedToken>;
  /** Undefined when the token is forged, malformed, of another algorithm or over. */
  readonly verify: (token: string) => Promise<TokenSubject | undefined>;
  /** Whom a token spoke for that was issued here, even when it is over: for the log, never to let anybody in. */
  readonly whose: (token: string) => Promise<TokenSubject | undefined>;
  /** Makes the signing key when there is none; at start, so that the first merchant does not wait for it. */
  readonly prepare: () => Promise<void>;
}

interface Remembered {
  readonly subject: TokenSubject;
  readonly expiresAt: Instant;
}

export function createTokens(deps: TokensDeps): Tokens {
  const { database, clock } = deps;
  const keys = createSigningKeys(deps);
  const remembered = new Map<string, Remembered>();
  const sign = async (account: Account): Promise<IssuedToken> => {
    const { kid, privateKey } = await keys.current();
    const claims = claimsOf(account, clock);
    const token = await new SignJWT({ ...claims })
      .setProtectedHeader({ typ: 'JWT', alg: TOKEN_ALGORITHM, kid })
      .sign(privateKey);
    return { token, expiresAt: claims.exp * SECOND_MS };
  };
  return {
    prepare: async () => void (await keys.current()),
    issue: async (user, pass) => {
      const found = await checkCredentials(database, user, pass);
      if (found === undefined) return refuse('wrong_credentials', 'The API user or the secret is wrong.');
      const { account } = found;
      if (account.kind === 'live' && !found.onboardingDone) {
        const missing = await deps.onboarding.missing(account.merchantId);
        if (missing.length > 0)
          return { ...refuse('live_keys_locked', 'The checklist on the test account is not done.'), missing };
      }
      return ok(await sign(account));
    },
    issueTo: sign,
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
    whose: async (token) => (remembered.get(token) ?? (await readToken(token, keys, clock)))?.subject,
  };
}

/** Compares even when there is no such user, so that the time tells nothing about who exists. */
async function checkCredentials(
  database: MarketplaceDatabase,
  user: string,
  pass: string,
): Promise<Credentials | undefined> {
  const found = await findCredentials(database.db, user);
  return isSameSecret(hashKey(pass), found?.secretHash ?? '') ? found : undefined;
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

/** What an issued token says; it may be over. */
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
    return rememberedFrom(payload);
  } catch (error) {
    // The signature and everything else hold: that it is over is all that is wrong with it.
    if (error instanceof errors.JWTExpired) return rememberedFrom(error.payload);
    // Everything that jose throws at a token is the token's fault; a database that does not answer is not.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_J')) return undefined;
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function rememberedFrom(payload: JWTPayload): Remembered | undefined {
  const { merchant_id: merchantId, is_sandbox_uid: sandbox, exp } = payload;
  if (typeof merchantId !== 'string' || typeof exp !== 'number') return undefined;
  const kind: AccountKind = sandbox === 'True' ? 'test' : 'live';
  return { subject: { merchantId, kind }, expiresAt: exp * SECOND_MS };
}
