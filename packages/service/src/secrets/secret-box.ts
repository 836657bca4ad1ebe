/** Owns encryption at rest: channel passwords and signing keys, sealed with the program's secret key. */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { ok, type Result, refuse } from '@jetway/kernel';

export interface SecretBox {
  /** Names the key, so that what was sealed with another is told apart. */
  readonly keyId: string;
  /**
   * Seals a text: `v1.<key id>.<nonce>.<text and tag>`. The purpose (table, row) is sealed in: moved to another row,
   * it does not open.
   */
  readonly encrypt: (text: string, purpose: string) => string;
  readonly decrypt: (sealed: string, purpose: string) => Result<string, 'other_key' | 'damaged'>;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const SECRET_KEY_BYTES = 32;

/** A key of its own for one use, derived from the program's secret key (HKDF-SHA-256). */
export function deriveKey(secretKey: Uint8Array, use: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secretKey, new Uint8Array(0), `jetway:${use}`, SECRET_KEY_BYTES));
}

/** Makes the box of a secret key of 32 bytes (AES-256-GCM with a key derived from it). */
export function createSecretBox(secretKey: Uint8Array): SecretBox {
  const key = deriveKey(secretKey, 'secret-box');
  const keyId = createHash('sha256').update(key).digest('hex').slice(0, 8);
  return {
    keyId,
    encrypt: (text, purpose) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return ['v1', keyId, nonce.toString('base64url'), sealed.toString('base64url')].join('.');
    },
    decrypt: (sealed, purpose) => {
      const [version, id, nonceText = '', text = ''] = sealed.split('.');
      if (version !== 'v1') return refuse('damaged', 'A stored secret is damaged.');
      if (id !== keyId)
        return refuse('other_key', 'A stored secret was encrypted with another JETWAY_SECRET_KEY.', {
          internal: `sealed with key ${id ?? '?'}, this is ${keyId}`,
        });
      return open(key, Buffer.from(nonceText, 'base64url'), Buffer.from(text, 'base64url'), purpose);
    },
  };
}

function open(key: Uint8Array, nonce: Buffer, sealed: Buffer, purpose: string): Result<string, 'damaged'> {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    const text = Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
    return ok(text.toString('utf8'));
  } catch {
    return refuse('damaged', 'A stored secret is damaged.');
  }
}
