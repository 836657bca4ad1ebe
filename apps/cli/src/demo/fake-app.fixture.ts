/**
 * Owns a tiny program that keeps the contract of an app's `main.ts` towards the demo: takes its flags, says that it is
 * ready on descriptor 3, stops when told. Variables of the environment (FAKE_*) make it misbehave.
 */
import { mkdirSync, writeFileSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';

const { env } = process;
const argv = process.argv.slice(2);
const flag = (name: string): string => argv[argv.indexOf(name) + 1] ?? '';
const app = argv.includes('--demo') ? 'marketplace' : 'oms';
const folder = path.join(flag('--data'), app);

if (env['FAKE_REFUSES'] === app) {
  console.error(`${app}: setting colour is unknown`);
  process.exit(2);
}

mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, 'started.json'), JSON.stringify({ argv, env }));
console.log(JSON.stringify({ level: 'info', message: 'listening' }));
console.log(JSON.stringify({ level: 'warn', message: 'an early warning', place: app }));
console.log(JSON.stringify({ level: 'error', message: 'an early error', place: app }));

const server = createServer((_request, response) => {
  console.log(JSON.stringify({ level: 'warn', message: 'a warning', place: app }));
  response.end(app);
  if (env['FAKE_DIES_ON_REQUEST'] === app) {
    console.log(JSON.stringify({ level: 'fatal', message: 'out of shelves', error: { message: 'no shelf' } }));
    setImmediate(() => process.exit(3));
  }
});

process.on('SIGTERM', () => {
  if (env['FAKE_DEAF'] === app) return;
  writeFileSync(path.join(folder, 'stopped'), '');
  server.close();
  server.closeAllConnections();
});

server.listen({ port: Number(flag('--port')), host: flag('--host') }, () => {
  writeSync(Number(env['JETWAY_READY_FD']), `${JSON.stringify({ ready: { url: flag('--public-url') } })}\n`);
});
