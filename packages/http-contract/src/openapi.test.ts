import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { openApi } from './openapi.ts';
import { defineRoutes } from './route.ts';

test('an OpenAPI document says everything that the contract says', () => {
  const routes = defineRoutes({
    getThing: {
      method: 'GET',
      path: '/things/:thing',
      summary: 'Get a thing',
      auth: 'member',
      roles: ['admin'],
      params: Type.Object({ thing: Type.String() }),
      query: Type.Object({ deep: Type.Optional(Type.Boolean()) }),
      replies: { 200: Type.Object({ size: Type.Integer() }), 404: null },
      codes: ['not_found'],
    },
    putThing: {
      method: 'PUT',
      path: '/things/:thing',
      summary: 'Put a thing',
      auth: null,
      params: Type.Object({ thing: Type.String() }),
      body: Type.Object({ size: Type.Integer() }),
      replies: { 204: null },
      examples: { small: { size: 1 } },
    },
  });
  const document = openApi(routes, { title: 't', version: '1', description: 'd', server: '/api', security: {} });
  expect(document['paths']).toEqual({
    '/things/{thing}': {
      get: {
        operationId: 'getThing',
        summary: 'Get a thing',
        security: [{ member: [] }],
        parameters: [
          { name: 'thing', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'deep', in: 'query', required: false, schema: { type: 'boolean' } },
        ],
        responses: {
          200: {
            description: 'Success',
            content: {
              'application/json': {
                schema: { type: 'object', required: ['size'], properties: { size: { type: 'integer' } } },
              },
            },
          },
          404: { description: 'Not found' },
        },
        'x-roles': ['admin'],
        'x-codes': ['not_found'],
      },
      put: {
        operationId: 'putThing',
        summary: 'Put a thing',
        security: [],
        parameters: [{ name: 'thing', in: 'path', required: true, schema: { type: 'string' } }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: { type: 'object', required: ['size'], properties: { size: { type: 'integer' } } },
              examples: { small: { value: { size: 1 } } },
            },
          },
        },
        responses: { 204: { description: 'Done; no body' } },
      },
    },
  });
});

test('a schema with a name stands once: one with an id, one that is listed, and one within another', () => {
  const Size = Type.Object({ width: Type.Integer() }, { $id: 'Size' });
  const Thing = Type.Object({ size: Size, kind: Type.Enum(['a', 'b']) });
  const replies = { 200: Thing, 404: Type.Object({ found: Type.Array(Thing) }) } as const;
  const base = { method: 'GET', summary: '', auth: null } as const;
  const routes = defineRoutes({
    getThing: { ...base, path: '/thing', replies },
    getSize: { ...base, path: '/size', replies: { 200: Size } },
  });
  const info = { title: 't', version: '1', description: 'd', server: '/api', security: {}, schemas: { Thing } };
  const { paths, components } = JSON.parse(JSON.stringify(openApi(routes, info)));
  const thing = { $ref: '#/components/schemas/Thing' };
  const size = { $ref: '#/components/schemas/Size' };
  const { responses } = paths['/thing'].get;
  expect(responses[200].content['application/json'].schema).toEqual(thing);
  expect(responses[404].content['application/json'].schema.properties.found.items).toEqual(thing);
  expect(paths['/size'].get.responses[200].content['application/json'].schema).toEqual(size);
  expect(components.schemas).toEqual({
    Size: { type: 'object', required: ['width'], properties: { width: { type: 'integer' } } },
    Thing: { type: 'object', required: ['size', 'kind'], properties: { size, kind: { enum: ['a', 'b'] } } },
  });
});

test('what every operation may answer, and examples of answers, stand at each operation', () => {
  const routes = defineRoutes({
    ping: { method: 'GET', path: '/ping', summary: '', auth: null, replies: { 200: Type.String(), 500: Type.Null() } },
  });
  const info = { title: 't', version: '1', description: 'd', server: '/api', security: {} };
  const everyReply = { 500: Type.String(), 503: null };
  const replyExamples = [
    { route: 'ping', name: 'calm', status: 200, body: 'pong' },
    { route: 'other', name: 'odd', status: 200, body: 'x' },
  ];
  const { paths } = JSON.parse(JSON.stringify(openApi(routes, { ...info, everyReply, replyExamples })));
  expect(paths['/ping'].get.responses).toEqual({
    200: {
      description: 'Success',
      content: { 'application/json': { schema: { type: 'string' }, examples: { calm: { value: 'pong' } } } },
    },
    500: { description: 'A fault of the server', content: { 'application/json': { schema: { type: 'null' } } } },
    503: { description: 'Not ready' },
  });
});
