import { defineRoutes, Problem } from '@jetway/http-contract';
import { jetExamples, jetRoutes } from '@jetway/jet-api';
import { Validator } from '@seriousme/openapi-schema-validator';
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

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly security?: unknown[];
  readonly parameters?: readonly { readonly name: string; readonly description?: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly examples?: object }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { examples?: object }>> }>>;
}

const openApiDocuments = contractDocuments().filter(({ path }) => path.endsWith('.json'));
const operationsOf = (text: string): readonly Operation[] =>
  Object.values((JSON.parse(text) as { paths: Record<string, Record<string, Operation>> }).paths).flatMap(
    Object.values,
  );

test.each(openApiDocuments)('$path holds by a validator that is not ours', async ({ text }) => {
  const { valid, errors } = await new Validator().validate(text);
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
});

test.each(openApiDocuments)(
  '$path gives every operation a name of its own, a summary, a sign-in and a refusal',
  ({ text }) => {
    const operations = operationsOf(text);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { operationId, summary, security, responses } of operations) {
      expect(summary, operationId).toMatch(/\S/);
      expect(security, operationId).toBeInstanceOf(Array);
      expect(
        Object.keys(responses).some((status) => Number(status) >= 400),
        operationId,
      ).toBe(true);
    }
  },
);

test.each(openApiDocuments)('$path tells of every parameter what it is', ({ text }) => {
  for (const { operationId, parameters = [] } of operationsOf(text))
    for (const { name, description } of parameters) expect(description, `${operationId} ${name}`).toMatch(/\S/);
});

const jetDocument = openApiDocuments.find(({ path }) => path.endsWith('jet.json'))?.text ?? '{}';

test('the document of the Jet API tells what any operation may answer', () => {
  for (const { operationId, responses } of operationsOf(jetDocument))
    for (const status of ['429', '500', '503']) expect(responses[status], operationId).toBeDefined();
});

test('the document of the Jet API shows every example of a request, and the whole answers', () => {
  const operations = new Map(operationsOf(jetDocument).map((operation) => [operation.operationId, operation]));
  for (const example of jetExamples.filter(({ route }) => route in jetRoutes)) {
    const operation = operations.get(example.route);
    if (example.kind === 'reply' && example.lacks !== undefined) continue;
    const place = example.kind === 'request' ? operation?.requestBody : operation?.responses[example.status];
    expect(place?.content?.['application/json']?.examples, `${example.route}: ${example.name}`).toHaveProperty(
      [example.name],
      {
        value: example.body,
      },
    );
  }
});

test('a body that has a name stands once, under it', () => {
  const { components } = JSON.parse(jetDocument) as { components: { schemas: Record<string, unknown> } };
  expect(Object.keys(components.schemas)).toEqual(expect.arrayContaining(['JetErrors', 'OrderReply', 'SkuUpload']));
  expect(components.schemas['OrderReply']).toMatchObject({
    properties: { order_items: { items: { $ref: '#/components/schemas/OrderItem' } } },
  });
  expect(jetDocument.match(/"Message"/g)).toHaveLength(2);
});
