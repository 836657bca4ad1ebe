/** Owns serving a built web: its files from a list made at start, its page for navigations, its security headers. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { routedPath, type Surfaces } from './surfaces.ts';

export interface WebOptions {
  /** The built web, with its `index.html`. */
  readonly directory: string;
  /** Further sources of images beside our own, such as `https:`. */
  readonly imageSources?: readonly string[];
}

export interface Web {
  /** Whether the web has an answer to an address that no route knows. */
  readonly answers: (request: FastifyRequest, surfaces: Surfaces) => boolean;
  readonly answer: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;
}

/** Files under this folder carry a hash in their name and never change. */
const IMMUTABLE = 'assets/';

/** @throws Error when the directory holds no `index.html`: the web was not built. */
export function registerWeb(fastify: FastifyInstance, options: WebOptions, publicUrl: string): Web {
  const index = join(options.directory, 'index.html');
  if (!existsSync(index)) throw new Error(`${index} is missing: build the web first`);
  const files = new Set(listFiles(options.directory));
  void fastify.register(fastifyStatic, { root: options.directory, serve: false, cacheControl: false });
  void fastify.register(helmet, { global: false, ...securityHeaders(options, publicUrl) });
  const fileOf = (request: FastifyRequest): string | undefined => {
    const path = decodedPath(request.raw.url ?? '/').slice(1);
    return files.has(path) && path !== 'index.html' ? path : undefined;
  };
  return {
    answers: (request, surfaces) => {
      if (request.method !== 'GET' && request.method !== 'HEAD') return false;
      const url = request.raw.url ?? '/';
      if (surfaces.isApi(url) || surfaces.methodsOf(url).length > 0) return false;
      return fileOf(request) !== undefined || isNavigation(request);
    },
    answer: async (request, reply) => {
      await reply.helmet();
      const file = fileOf(request);
      const isImmutable = file?.startsWith(IMMUTABLE) === true;
      void reply.header('cache-control', isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache');
      return reply.sendFile(file ?? 'index.html');
    },
  };
}

function listFiles(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => relative(directory, path).split(sep).join('/'));
}

function decodedPath(url: string): string {
  try {
    return decodeURIComponent(routedPath(url));
  } catch {
    return '/';
  }
}

/** A person opening a page: the browser says it wants HTML, and the address does not look like a file's. */
function isNavigation(request: FastifyRequest): boolean {
  const accept = request.headers.accept ?? '';
  const last =
    routedPath(request.raw.url ?? '/')
      .split('/')
      .at(-1) ?? '';
  const looksLikeFile = /\.[A-Za-z0-9]{1,8}$/.test(last);
  return accept.includes('text/html') && !looksLikeFile;
}

function securityHeaders(options: WebOptions, publicUrl: string) {
  const isHttps = new URL(publicUrl).protocol === 'https:';
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        // The component library sets styles on elements.
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:', ...(options.imageSources ?? [])],
        'font-src': ["'self'", 'data:'],
        'connect-src': ["'self'"],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        ...(isHttps ? { 'upgrade-insecure-requests': [] } : {}),
      },
    },
    hsts: isHttps,
    frameguard: { action: 'deny' as const },
    referrerPolicy: { policy: 'same-origin' as const },
    // Only for https: over plain http browsers ignore them and complain.
    crossOriginOpenerPolicy: isHttps,
    originAgentCluster: isHttps,
  };
}
