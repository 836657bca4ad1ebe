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
