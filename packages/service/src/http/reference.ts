/** Owns the interactive reference of an app's APIs: one page over its OpenAPI documents, with nothing from elsewhere. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import Fastify from 'fastify';
import { problemDialect } from './dialect.ts';
import type { HttpServer } from './server.ts';

export interface ReferenceOptions {
  readonly title: string;
  /** The documents by the names that the page gives them; addresses of this server. The first is shown first. */
  readonly documents: readonly { readonly title: string; readonly url: string }[];
}

const PREFIX = '/reference';

/** As strict as a web's own: the page is given its settings as data, so that no script stands in it. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  // Its components set styles on elements.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the page at `/reference`; it is light or dark as the reader's system is. */
export function serveReference(server: HttpServer, options: ReferenceOptions): void {
  const page = pageOf(options);
  let bundle: Promise<Buffer> | undefined;
  server.registerRaw({
    prefix: PREFIX,
    dialect: problemDialect,
    routes: (scope) => {
      scope.get('/', async (_request, reply) =>
        reply
          .header('content-type', 'text/html; charset=utf-8')
          .header('content-security-policy', CONTENT_SECURITY_POLICY)
          .header('referrer-policy', 'same-origin')
          .header('cache-control', 'no-cache')
          .send(page),
      );
      scope.get('/scalar.js', async (_request, reply) => {
        bundle ??= readBundle();
        return reply
          .header('content-type', 'text/javascript; charset=utf-8')
          .header('content-encoding', 'gzip')
          .header('cache-control', 'public, max-age=86400')
          .send(await bundle);
      });
    },
  });
}

/** The package hands its bundle out through its plugin alone. It is large, so it is loaded when somebody reads. */
async function readBundle(): Promise<Buffer> {
  const { default: plugin } = await import('@scalar/fastify-api-reference');
  const shelf = Fastify();
  await shelf.register(plugin, { routePrefix: PREFIX, configuration: { url: '/' } });
  const { body } = await shelf.inject(`${PREFIX}/js/scalar.js`);
  await shelf.close();
  return promisify(gzip)(body);
}

/** Nothing is loaded from or told to its makers. */
const quiet = {
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  showDeveloperTools: 'never',
  agent: { disabled: true },
  mcp: { disabled: true },
};

function pageOf({ title, documents }: ReferenceOptions): string {
  const sources = documents.map((document, index) => ({ ...document, slug: `api-${index + 1}`, default: index === 0 }));
  const settings = JSON.stringify({ ...quiet, sources });
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    '<link rel="icon" href="data:,">',
    '</head>',
    '<body>',
    `<script id="api-reference" type="application/json" data-configuration="${escaped(settings)}"></script>`,
    `<script src="${PREFIX}/scalar.js"></script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
