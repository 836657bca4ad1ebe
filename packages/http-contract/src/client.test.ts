import { Type } from 'typebox';
import { describe, expect, test } from 'vitest';
import { createClient, type HttpRequest, type HttpResponse, UnexpectedReplyError } from './client.ts';
import { defineRoutes } from './route.ts';

const routes = defineRoutes({
  putThing: {
    method: 'PUT',
    path: '/things/:thing',
    summary: 'Put a thing',
    auth: null,
    params: Type.Object({ thing: Type.String() }),
    query: Type.Object({ tag: Type.Optional(Type.Array(Type.String())), dry: Type.Optional(Type.Boolean()) }),
    body: Type.Object({ size: Type.Integer() }),
    replies: { 200: Type.Object({ size: Type.Integer() }), 204: null, 404: Type.Object({ code: Type.String() }) },
  },
});

function clientAnswering(response: Partial<HttpResponse>) {
  const sent: HttpRequest[] = [];
  const client = createClient(routes, {
    baseUrl: 'http://far.example/base/',
    headers: () => ({ authorization: 'bearer x' }),
    transport: (request) => {
      sent.push(request);
      return Promise.resolve({ status: 200, headers: {}, text: '{"size":1}', ...response });
    },
  });
  return { client, sent };
}

describe('a derived client', () => {
  test('builds address, query, headers and body from the contract', async () => {
    const { client, sent } = clientAnswering({});
    await client.putThing({ params: { thing: 'a/b *é' }, query: { tag: ['x', 'y z'], dry: true }, body: { size: 3 } });
    expect(sent).toEqual([
      {
        method: 'PUT',
        url: 'http://far.example/base/things/a%2Fb%20*%C3%A9?tag=x&tag=y%20z&dry=true',
        headers: { accept: 'application/json', 'content-type': 'application/json', authorization: 'bearer x' },
        body: '{"size":3}',
      },
    ]);
  });

  test('gives declared replies back as values by status', async () => {
    const found = await clientAnswering({}).client.putThing({ params: { thing: 'a' }, body: { size: 3 } });
    expect(found).toEqual({ status: 200, headers: {}, body: { size: 1 } });
    const missing = await clientAnswering({ status: 404, text: '{"code":"x"}' }).client.putThing({
      params: { thing: 'a' },
      body: { size: 3 },
    });
    expect(missing.status === 404 && missing.body.code).toBe('x');
    const empty = await clientAnswering({ status: 204, text: '' }).client.putThing({
      params: { thing: 'a' },
      body: { size: 3 },
    });
    expect(empty).toEqual({ status: 204, headers: {}, body: undefined });
  });

  test.each([
    ['a status that the contract does not declare', { status: 500, text: 'oh' }],
    ['a body that is no JSON', { status: 200, text: '<html>' }],
  ])('throws on %s, carrying request and answer', async (_, response) => {
    const call = clientAnswering(response).client.putThing({ params: { thing: 'a' }, body: { size: 3 } });
    await expect(call).rejects.toBeInstanceOf(UnexpectedReplyError);
    await expect(call).rejects.toMatchObject({ operation: 'putThing', response });
  });
});
