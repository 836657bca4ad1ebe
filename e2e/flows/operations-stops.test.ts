/** Owns the flow of ends: what runs when a program is told to stop is finished first. */
import { once } from 'node:events';
import http from 'node:http';
import { operatorPrefix } from '@jetway/marketplace-api';
import { eventsPath, omsPrefix } from '@jetway/oms-api';
import { expect, onTestFinished, test } from 'vitest';
import { embeddedHome } from '../support/databases.ts';
import { freePort, type Program } from '../support/programs.ts';
import { until } from '../support/wait.ts';
import { createCrew, jetwayInGroup, omsEnvironment, operatorKeyIn, person } from './operations.ts';

/** Less than the time after which connections are cut: a stop that took longer was not a clean one. */
const STOPPED_WITHIN_MS = 6_000;

interface HalfSent {
  /** Sends the rest, and answers what comes back. */
  readonly finish: () => Promise<{ readonly status: number; readonly body: unknown }>;
}

/** A request that the program has begun to carry out and waits for the body of. */
async function sendHalf(url: string, headers: Readonly<Record<string, string>>, body: object): Promise<HalfSent> {
  const text = JSON.stringify(body);
  const length = String(Buffer.byteLength(text));
  const request = http.request(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'content-length': length, expect: '100-continue' },
  });
  request.flushHeaders();
  await once(request, 'continue');
  return {
    finish: async () => {
      const answered = once(request, 'response');
      request.end(text);
      const [answer] = (await answered) as [http.IncomingMessage];
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk as Buffer);
      return { status: answer.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) };
    },
  };
}

const saysStopping = (program: Program): Promise<boolean> =>
  until({ what: 'the program to say that it stops', withinMs: 10_000, everyMs: 20 }, async () =>
    program.output().includes('"message":"stopping"') ? true : undefined,
  );

const endsInTime = async (stopping: Promise<number | null>): Promise<void> => {
  const begun = performance.now();
  expect(await stopping).toBe(0);
  expect(performance.now() - begun).toBeLessThan(STOPPED_WITHIN_MS);
};

test('the OMS finishes requests that run, ends its live streams, and exits with 0', async () => {
  const crew = createCrew();
  onTestFinished(crew.end);
  const home = await crew.home(embeddedHome);
  const office = await crew.start({ app: 'oms', port: await freePort(), env: omsEnvironment(home) });
  const api = `${office.url}${omsPrefix}`;
  const signedIn = await fetch(`${api}/session`, {
    method: 'POST',
    headers: { origin: office.url, 'content-type': 'application/json' },
    body: JSON.stringify(person),
  });
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const stream = await fetch(`${api}${eventsPath}`, { headers: { cookie } });
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  const halves = await Promise.all(
    Array.from({ length: 4 }, () => sendHalf(`${api}/session`, { origin: office.url }, person)),
  );

  const stopping = office.stop();
  await saysStopping(office);
  await expect(fetch(`${office.url}/health/live`)).rejects.toThrow('fetch failed');
  for (const { finish } of halves)
    expect(await finish()).toMatchObject({ status: 200, body: { user: { email: person.email } } });
  await endsInTime(stopping);
  // The stream came to its proper end: reading it to there does not fail.
  expect(await stream.text()).toContain('retry:');
});

test('what the marketplace answered while it stopped is there at the next start', async () => {
  const crew = createCrew();
  onTestFinished(crew.end);
  const home = await crew.home(embeddedHome);
  const first = await crew.start({ app: 'marketplace', port: await freePort(), env: home.env });
  const headers = { authorization: `Bearer ${operatorKeyIn(first)}` };
  const half = await sendHalf(`${first.url}${operatorPrefix}/merchants`, headers, { name: 'Made while stopping' });
  const stopping = first.stop();
  await saysStopping(first);
  expect(await half.finish()).toMatchObject({ status: 201, body: { name: 'Made while stopping' } });
  await endsInTime(stopping);

  const second = await crew.start({ app: 'marketplace', port: await freePort(), env: home.env });
  const accounts = await fetch(`${second.url}${operatorPrefix}/accounts?limit=50`, { headers });
  expect(await accounts.text()).toContain('Made while stopping');
});

test('Ctrl-C, which a terminal sends to the whole group of `jetway oms`, ends it cleanly with 0', async () => {
  const crew = createCrew();
  onTestFinished(crew.end);
  const home = await crew.home(embeddedHome);
  const { child, output } = jetwayInGroup(['oms', '--port', String(await freePort())], omsEnvironment(home));
  const ended = once(child, 'close');
  onTestFinished(() => {
    // It hands the signal on: killed by force, it would leave the OMS behind.
    if (child.exitCode === null) child.kill('SIGTERM');
  });
  await until({ what: 'the OMS to be ready', withinMs: 60_000 }, async () =>
    output().includes('"message":"ready"') ? true : undefined,
  );
  process.kill(-(child.pid ?? 0), 'SIGINT');
  const [code] = await ended;
  expect([code, output()]).toEqual([0, expect.stringContaining('"message":"stopped"')]);
});
