/** Owns serving the pictures of the demo's products: `/demo/images/<sku>.svg`. */
import { failure, type HttpServer, problemDialect, requestInfo } from '@jetway/service';
import { demoProducts } from './catalogue/index.ts';
import { drawPicture } from './pictures/index.ts';

const SUFFIX = '.svg';

/** Adds the route; before the server listens. */
export function serveDemoImages(server: HttpServer): void {
  const products = new Map(demoProducts.map((product) => [`${product.sku}${SUFFIX}`, product]));
  server.registerRaw({
    prefix: '/demo/images',
    dialect: problemDialect,
    routes: (scope) => {
      scope.get('/:file', async (request, reply) => {
        const { file } = request.params as { file: string };
        const product = products.get(file);
        if (product === undefined) {
          const worded = problemDialect.render(
            failure('not_found', requestInfo(request).requestId, { text: 'There is no such picture.' }),
          );
          return reply.code(worded.status).header('content-type', worded.contentType).send(JSON.stringify(worded.body));
        }
        return reply
          .header('content-type', 'image/svg+xml; charset=utf-8')
          .header('cache-control', 'public, max-age=86400')
          .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
          .send(drawPicture(product.picture.name, product.picture.colors));
      });
    },
  });
}
