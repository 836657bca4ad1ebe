/** Owns a small program that the tests of this folder start as a process. */
import { ok } from '@jetway/kernel';
import { defineSettings } from '../../config/index.ts';
import { serveHealth } from '../../health/index.ts';
import { createHttpServer, problemDialect } from '../../http/index.ts';
import { runProgram } from '../program.ts';
import { programSettings } from '../program-settings.ts';

const settings = defineSettings(
  {
    ...programSettings({ name: 'sample', port: 4_999 }),
    greeting: { kind: 'text', default: 'hello', help: 'What it says' },
  },
  { otherPrefixes: ['JETWAY_OTHER_'] },
);

process.exitCode = await runProgram(
  {
    name: 'sample',
    settings,
    migrations: new URL('./migrations/', import.meta.url),
    start: async (context) => {
      const { log, clock, ids, publicUrl, metrics, database } = context;
      const server = createHttpServer({ log, clock, ids, publicUrl, metrics, strictReplies: true });
      const health = serveHealth(server, { log, metrics, checks: { database: database.ping } });
      server.registerRaw({
        prefix: '/sample',
        dialect: problemDialect,
        routes: (scope) => {
          scope.get('/greeting', async () => ({ greeting: context.settings.greeting }));
          scope.get('/bug', async () => void setImmediate(() => Promise.reject(new Error('a bug'))));
        },
      });
      return ok({
        server,
        startWork: async () => health.started(),
        stopWork: async () => log.info('work ended'),
        announce: { signIn: 'nobody' },
      });
    },
  },
  { argv: process.argv.slice(2), env: process.env },
);
