/** Owns the yardstick: Fastify routes that do nothing but run one given prepared statement each. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import pg from 'pg';
import type { Captured, Statements } from './captured.ts';

const [port = '', url = '', file = ''] = process.argv.slice(2);
const statements = JSON.parse(readFileSync(file, 'utf8')) as Statements;
const pool = new pg.Pool({ connectionString: url, max: 10 });
const server = Fastify();

const run = async ({ name, text }: Captured, values: readonly unknown[]): Promise<unknown[]> =>
  (await pool.query({ name, text, values: [...values] })).rows;

server.put<{ Body: { price: number } }>('/price', async (request, reply) => {
  const { put } = statements;
  await run(put, put.values.with(2, Math.round(request.body.price * 100)));
  return reply.code(204).send();
});

server.patch<{ Body: { fulfillment_nodes: { quantity: number }[] } }>('/inventory', async (request, reply) => {
  const { patch } = statements;
  await run(patch, patch.values.with(3, `{${request.body.fulfillment_nodes[0]?.quantity}}`));
  return reply.code(204).send();
});

server.get('/order', async () => (await run(statements.get, statements.get.values))[0]);

server.get('/ready', async () => run(statements.list, statements.list.values));

/** An order like the captured one, under ids of its own and for another of the SKUs. */
server.post<{ Body: { items: { sku: string }[] } }>('/orders', async (request, reply) => {
  const { place, placed } = statements;
  const ids = new Map([
    ...placed.ids.map((id) => [id, randomBytes(16).toString('hex')] as const),
    [placed.reference, String(Math.floor(Math.random() * 1e12)).padStart(12, '0')],
    [placed.sku, request.body.items[0]?.sku ?? placed.sku],
  ]);
  const values = place.values.map((value) =>
    typeof value === 'string' ? [...ids].reduce((text, [from, to]) => text.replaceAll(from, to), value) : value,
  );
  const rows = await run(place, values);
  return reply.code(201).send({ id: ids.get(placed.ids[0] ?? ''), rows });
});

await server.listen({ port: Number(port), host: '127.0.0.1' });
process.send?.('ready');
