import { defineRoutes, Problem } from '@jetway/http-contract';
import { expect, test } from 'vitest';
import { contractDocuments, errorPage } from './contract-documents.ts';

const info = { title: 'Shelf API', version: '1', description: '', server: '/shelf/v1', security: {} };

test('the page of refusals names every route with its statuses and codes', () => {
  const routes = defineRoutes({
    emptyShelf: {
      method: 'PUT',
      path: '/shelves/:id/empty',
      summary: '',
      auth: null,
      replies: { 204: null, 400: Problem, 404: Problem },
      codes: ['shelf_full', 'unknown_shelf'],
    },
    ping: { method: 'GET', path: '/ping', summary: '', auth: null, replies: { 204: null } },
  });
  const rows = errorPage(routes, info).split('\n');
  expect(rows).toContain(
    '| `PUT /shelf/v1/shelves/:id/empty` | emptyShelf | 400, 404 | `shelf_full`, `unknown_shelf` |',
  );
  expect(rows).toContain('| `GET /shelf/v1/ping` | ping |  |  |');
});

test('every API has an OpenAPI 3.1 document, and our own a page of refusals', () => {
  const documents = contractDocuments();
  expect(documents.map(({ path }) => path).toSorted()).toEqual([
    'docs/errors/oms.md',
    'docs/errors/operator.md',
    'docs/openapi/jet.json',
    'docs/openapi/oms.json',
    'docs/openapi/operator.json',
  ]);
  for (const { path, text } of documents.filter((document) => document.path.endsWith('.json'))) {
    const { openapi, paths } = JSON.parse(text) as { openapi: string; paths: object };
    expect(openapi, path).toBe('3.1.0');
    expect(Object.keys(paths).length, path).toBeGreaterThan(0);
  }
});
