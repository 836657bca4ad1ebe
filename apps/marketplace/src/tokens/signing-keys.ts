/** Owns the keys that tokens are signed with: RSA pairs, the private half encrypted at rest. */
import type { Clock, Ids } from '@jetway/kernel';
import { type SecretBox, statement } from '@jetway/service';
import { type CryptoKey, exportJWK, exportPKCS8, generateKeyPair, importJWK, importPKCS8, type JWK } from 'jose';
import type { MarketplaceDatabase, MarketplaceHandle } from '../database/index.ts';

/** The one algorithm that tokens are signed with and accepted in. */
export const TOKEN_ALGORITHM = 'RS256';

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
}

export interface SigningKeys {
  /** The newest key; made when there is none yet. */
  readonly current: () => Promise<SigningKey>;
  /** The public key that a token names; undefined when it is none of ours. */
  readonly publicKey: (kid: string) => Promise<CryptoKey | Uint8Array | undefined>;
}

export interface SigningKeysDeps {
  readonly database: MarketplaceDatabase;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly secretBox: SecretBox;
}

const signingKeyNewest = statement<{ kid: string; private_key_encrypted: string }>(
  'signingKeyNewest',
  'select kid, private_key_encrypted from marketplace.signing_keys order by created_at desc, kid desc limit 1',
);
const signingKeyFind = statement<{ public_key: JWK }>(
  'signingKeyFind',
  'select public_key from marketplace.signing_keys where kid = $1',
);
const signingKeyInsert = statement(
  'signingKeyInsert',
  `insert into marketplace.signing_keys (kid, public_key, private_key_encrypted, created_at)
   values ($1, $2, $3, $4)`,
);

/** Ids of keys that were asked for and do not exist, remembered so that forged tokens cost no statement each. */
const MOST_UNKNOWN = 1_000;

export function createSigningKeys(deps: SigningKeysDeps): SigningKeys {
  const { database } = deps;
  const known = new Map<string, CryptoKey | Uint8Array>();
  const unknown = new Set<string>();
  let current: Promise<SigningKey> | undefined;
  return {
    current: () => {
      current ??= loadOrMake(deps).catch((error: unknown) => {
        current = undefined;
        throw error;
      });
      return current;
    },
    publicKey: async (kid) => {
      const found = known.get(kid);
      if (found !== undefined || unknown.has(kid)) return found;
      const [row] = await signingKeyFind(database.db, [kid]);
      if (row === undefined) {
        if (unknown.size >= MOST_UNKNOWN) unknown.clear();
        unknown.add(kid);
        return undefined;
      }
      const key = await importJWK(row.public_key, TOKEN_ALGORITHM);
      known.set(kid, key);
      return key;
    },
  };
}

const purposeOf = (kid: string): string => `signing_keys:${kid}`;

async function loadOrMake(deps: SigningKeysDeps): Promise<SigningKey> {
  const [row] = await signingKeyNewest(deps.database.db, []);
  if (row === undefined) return makeKey(deps, deps.database.db);
  const opened = deps.secretBox.decrypt(row.private_key_encrypted, purposeOf(row.kid));
  // Signed with another secret key: what was issued stays valid, what is issued from now on has a key of its own.
  if (!opened.ok) return makeKey(deps, deps.database.db);
  return { kid: row.kid, privateKey: await importPKCS8(opened.value, TOKEN_ALGORITHM) };
}

async function makeKey(deps: SigningKeysDeps, handle: MarketplaceHandle): Promise<SigningKey> {
  const pair = await generateKeyPair(TOKEN_ALGORITHM, { modulusLength: 2048, extractable: true });
  const kid = deps.ids.hex32();
  const sealed = deps.secretBox.encrypt(await exportPKCS8(pair.privateKey), purposeOf(kid));
  await signingKeyInsert(handle, [kid, await exportJWK(pair.publicKey), sealed, deps.clock.now()]);
  return { kid, privateKey: pair.privateKey };
}
