/** Owns the yardstick: a Fastify route that does nothing but run one given prepared statement. */
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';
import pg from 'pg';

interface Captured {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

const [port = '', url = '', file = ''] = process.argv.slice(2);
const { put, get } = JSON.parse(readFileSync(file, 'utf8')) as { put: Captured; get: Captured };
const pool = new pg.Pool({ connectionString: url, max: 10 });
const server = Fastify();

server.put<{ Body: { price: number } }>('/price', async (request, reply) => {
  const values = put.values.with(2, Math.round(request.body.price * 100));
  await pool.query({ name: put.name, text: put.text, values: [...values] });
  return reply.code(204).send();
});

server.get('/order', async () => {
  const { rows } = await pool.query({ name: get.name, text: get.text, values: [...get.values] });
  return rows[0] as unknown;
});

await server.listen({ port: Number(port), host: '127.0.0.1' });
process.send?.('ready');
