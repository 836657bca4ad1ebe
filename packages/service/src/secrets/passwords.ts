/** Owns people's passwords: kept as scrypt hashes that carry their own cost, so that it can rise later. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** scrypt's cost: 2^logN blocks of r × 128 bytes, p times over. A lower one than the default is for tests. */
export interface PasswordCost {
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

/** Cost of a new hash: 2^16 blocks of 8 × 128 bytes = 64 MiB, about 0.15 s; what OWASP advises for scrypt with p = 2. */
const COST: PasswordCost = { logN: 16, r: 8, p: 2 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;
const MAX_MEMORY_BYTES = 256 * 1_024 * 1_024;

/** Passwords longer than this are refused before hashing, so that nobody makes us hash megabytes. */
export const MAX_PASSWORD_LENGTH = 200;

/** A hash with its salt and cost: `scrypt$16$8$2$<salt>$<key>`. Unicode forms of the same password count as the same. */
export async function hashPassword(password: string, cost: PasswordCost = COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, cost);
  return ['scrypt', cost.logN, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/**
 * Whether the password is the hashed one. Without a hash (no such user) it takes as long and answers false, so that
 * the time tells nothing about who exists.
 */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const parsed = hash === undefined ? undefined : parseHash(hash);
  const salt = parsed?.salt ?? Buffer.alloc(SALT_BYTES);
  const key = await derive(password.slice(0, MAX_PASSWORD_LENGTH), salt, parsed?.cost ?? COST);
  return parsed !== undefined && password.length <= MAX_PASSWORD_LENGTH && timingSafeEqual(key, parsed.key);
}

/** Whether a hash was made at a lower cost than today's; the next sign-in is the time to make it anew. */
export function needsRehash(hash: string): boolean {
  const cost = parseHash(hash)?.cost;
  return cost === undefined || cost.logN < COST.logN || cost.r < COST.r || cost.p < COST.p;
}

function parseHash(hash: string): { cost: PasswordCost; salt: Buffer; key: Buffer } | undefined {
  const [kind, logN, r, p, salt = '', key = ''] = hash.split('$');
  const cost = { logN: Number(logN), r: Number(r), p: Number(p) };
  const bytes = Buffer.from(key, 'base64url');
  const isSound = kind === 'scrypt' && cost.logN >= 10 && cost.logN <= 20 && cost.r > 0 && cost.p > 0;
  return isSound && bytes.length === KEY_BYTES ? { cost, salt: Buffer.from(salt, 'base64url'), key: bytes } : undefined;
}

function derive(password: string, salt: Buffer, cost: PasswordCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { N: 2 ** cost.logN, r: cost.r, p: cost.p, maxmem: MAX_MEMORY_BYTES };
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
