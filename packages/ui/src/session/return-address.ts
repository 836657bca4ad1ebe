/** Owns where to go after signing in. */

/** What the address of the sign-in page may say. */
export interface SignInSearch {
  readonly to?: string;
}

const CONTROL_OR_BACKSLASH = /[\\\p{Cc}]/u;

/** Only an address on this site: a link must not lead a person elsewhere by way of our sign-in page. */
export function safeReturn(to: unknown): string {
  const isOwn = typeof to === 'string' && to.startsWith('/') && !to.startsWith('//') && !CONTROL_OR_BACKSLASH.test(to);
  return isOwn && !to.startsWith('/sign-in') ? to : '/';
}

/** Reads the address of the sign-in page; what leads nowhere of ours is left out. */
export const parseSignInSearch = (raw: Readonly<Record<string, unknown>>): SignInSearch => {
  const to = safeReturn(raw['to']);
  return to === '/' ? {} : { to };
};
