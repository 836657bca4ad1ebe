/** Owns session cookies: set, read and cleared in one form, and the Origin check that goes with them. */
import { header, type RequestHeaders } from './headers.ts';

type Carrier = { readonly headers: RequestHeaders };

export interface SessionCookie {
  /** The cookie's value; undefined when none came. */
  readonly read: (request: Carrier) => string | undefined;
  /** Header for the reply that signs in; the cookie lives `maxAgeSeconds`. */
  readonly set: (value: string, maxAgeSeconds: number) => { readonly 'set-cookie': string };
  /** Header for the reply that signs out. */
  readonly clear: () => { readonly 'set-cookie': string };
}

/**
 * A session cookie of one app. Cookies ignore ports, hence a name for each app; scripts cannot read it, other sites
 * cannot post with it, and it is `Secure` exactly when the public URL is https.
 */
export function createSessionCookie(options: { readonly name: string; readonly publicUrl: string }): SessionCookie {
  const isSecure = new URL(options.publicUrl).protocol === 'https:';
  const attributes = ['Path=/', 'HttpOnly', 'SameSite=Lax', ...(isSecure ? ['Secure'] : [])].join('; ');
  const cookie = (value: string, maxAgeSeconds: number) => ({
    'set-cookie': `${options.name}=${value}; Max-Age=${maxAgeSeconds}; ${attributes}`,
  });
  return {
    read: (request) => {
      const pairs = [request.headers['cookie'] ?? []].flat().flatMap((text) => text.split(';'));
      const found = pairs.map((pair) => pair.trim()).find((pair) => pair.startsWith(`${options.name}=`));
      const value = found?.slice(options.name.length + 1);
      return value === '' ? undefined : value;
    },
    set: (value, maxAgeSeconds) => {
      if (!VALUE_FORM.test(value)) throw new Error('a session cookie holds a token in URL-safe characters');
      return cookie(value, maxAgeSeconds);
    },
    clear: () => cookie('', 0),
  };
}

/** Tokens of ours need no quoting. */
const VALUE_FORM = /^[\w.~-]{1,1024}$/;

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that signs in by cookie comes from our own pages: safe methods always; others when `Origin` is
 * the public URL's, the address that was called (a page on another name of this machine), or one of `also`; without
 * `Origin`, when the browser itself says that it is the same origin.
 */
export function isOwnOrigin(
  request: Carrier & { readonly method: string },
  publicUrl: string,
  also: readonly string[] = [],
): boolean {
  if (SAFE_METHODS.has(request.method)) return true;
  const origin = header(request, 'origin');
  if (origin === undefined) return header(request, 'sec-fetch-site') === 'same-origin';
  if (!URL.canParse(origin)) return false;
  if (origin === new URL(publicUrl).origin || also.includes(origin)) return true;
  return new URL(origin).host === header(request, 'host')?.toLowerCase();
}
