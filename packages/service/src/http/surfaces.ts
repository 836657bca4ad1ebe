/** Owns which surface an address belongs to, and which methods a path knows: for failures outside any route. */
import { type Dialect, problemDialect } from './dialect.ts';
import type { RequestEdge } from './edge.ts';

/** Sees requests to addresses that no route has. */
export type Onlooker = NonNullable<RequestEdge<unknown>['observe']>;

interface KnownPath {
  readonly form: RegExp;
  readonly method: string;
}

interface Surface {
  readonly prefix: string;
  readonly dialect: Dialect;
  readonly onlooker: Onlooker | undefined;
}

export interface Surfaces {
  /** Makes every address under a prefix speak a dialect. */
  readonly addPrefix: (prefix: string, dialect: Dialect, onlooker?: Onlooker) => void;
  readonly addPath: (method: string, path: string) => void;
  /** The dialect of an address: that of the longest prefix it lies under, problem documents elsewhere. */
  readonly dialectOf: (url: string) => Dialect;
  /** Who watches what happens under the prefix of an address. */
  readonly onlookerOf: (url: string) => Onlooker | undefined;
  /** Whether the address lies under a prefix of an API. */
  readonly isApi: (url: string) => boolean;
  /** The methods that the path of an address takes, sorted; empty when the path is unknown. */
  readonly methodsOf: (url: string) => string[];
}

/** The path of an address as routing sees it: without query, doubled slashes and trailing slash. */
export function routedPath(url: string): string {
  const path = (/^[^?#]*/.exec(url)?.[0] ?? '').replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/\/{2,}/g, '/');
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

export function createSurfaces(): Surfaces {
  const prefixes: Surface[] = [];
  const paths: KnownPath[] = [];
  const surfacesOf = (url: string): Surface[] => {
    const path = routedPath(url).toLowerCase();
    return prefixes.filter(({ prefix }) => prefix === '' || path === prefix || path.startsWith(`${prefix}/`));
  };
  return {
    addPrefix: (prefix, dialect, onlooker) => {
      prefixes.push({ prefix: prefix.toLowerCase().replace(/\/$/, ''), dialect, onlooker });
      prefixes.sort((a, b) => b.prefix.length - a.prefix.length);
    },
    addPath: (method, path) => {
      const form = routedPath(path)
        .split('/')
        .map((part) =>
          part.startsWith(':') ? '[^/]+' : part === '*' ? '.*' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
        )
        .join('/');
      paths.push({ form: new RegExp(`^${form}$`, 'i'), method });
    },
    dialectOf: (url) => surfacesOf(url)[0]?.dialect ?? problemDialect,
    onlookerOf: (url) => surfacesOf(url).find(({ onlooker }) => onlooker !== undefined)?.onlooker,
    isApi: (url) => surfacesOf(url).length > 0,
    methodsOf: (url) => {
      const path = unescapeStatic(routedPath(url));
      const methods = paths.filter(({ form }) => form.test(path)).map(({ method }) => method);
      if (methods.includes('GET')) methods.push('HEAD');
      return [...new Set(methods)].sort();
    },
  };
}

/** Decodes what does not change the path's structure, as routing does; a malformed path stays as it is. */
function unescapeStatic(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
