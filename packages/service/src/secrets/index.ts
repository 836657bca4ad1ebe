/** Passwords, keys and encryption at rest. */
export { hashKey, isSameSecret, newSecret } from './keys.ts';
export { hashPassword, MAX_PASSWORD_LENGTH, needsRehash, type PasswordCost, verifyPassword } from './passwords.ts';
export { createSecretBox, deriveKey, type SecretBox } from './secret-box.ts';
export { checkSecretKey, claimSecretKey } from './secret-check.ts';
export { loadSecretKey, type SecretKeyCode } from './secret-key.ts';
