import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findLockHolder, lockDirectory } from './directory-lock.ts';

let directory: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'jetway-lock-')), 'data');
});
afterEach(async () => {
  await Promise.all(children.splice(0).map(kill));
});

/** A process that tries for the lock when it is told to, tells the outcome, and then stays. */
const PROGRAM = `
  import { lockDirectory } from ${JSON.stringify(new URL('./directory-lock.ts', import.meta.url).href)};
  process.stdout.write('ready\\n');
  process.stdin.on('data', async () => {
    const locked = await lockDirectory(process.argv[1], { pid: process.pid, command: 'jetway test' });
    process.stdout.write(JSON.stringify(locked.ok ? { pid: process.pid } : locked.refusal) + '\\n');
  });`;

interface Contender {
  readonly child: ChildProcess;
  /** Lets it try; answers its own process id, or the refusal. */
  readonly contend: () => Promise<{ pid?: number; code?: string; text?: string }>;
}

async function contender(): Promise<Contender> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM, directory], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  return {
    child,
    contend: async () => {
      child.stdin.write('go\n');
      return JSON.parse(String((await lines.next()).value)) as { pid?: number; code?: string };
    },
  };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

const me = { pid: process.pid, command: 'vitest' };

describe('the lock of a data directory', () => {
  test('a second process is refused and told who holds it', async () => {
    const holder = await contender();
    const { pid } = await holder.contend();
    expect(await lockDirectory(directory, me)).toEqual({
      ok: false,
      refusal: {
        code: 'directory_locked',
        text: `The data directory ${directory} is in use by process ${pid} (jetway test). Stop it first, or choose another directory.`,
      },
    });
    expect(pid).toBe(holder.child.pid);
  });

  test('is free at once when its holder is killed', async () => {
    const holder = await contender();
    await holder.contend();
    await kill(holder.child);
    const locked = await lockDirectory(directory, me);
    expect(locked.ok).toBe(true);
    const refused = await (await contender()).contend();
    expect(refused.text).toContain(`process ${process.pid} (vitest)`);
    if (locked.ok) await locked.value.release();
    expect(await (await contender()).contend()).toHaveProperty('pid');
  });

  test('holds within one process too', async () => {
    const first = await lockDirectory(directory, me);
    expect(await lockDirectory(directory, me)).toMatchObject({ refusal: { code: 'directory_locked' } });
    if (first.ok) await first.value.release();
    const second = await lockDirectory(directory, me);
    expect(second.ok).toBe(true);
    if (second.ok) await second.value.release();
  });

  test('who holds it is told without taking it; of a directory that is not there, nobody', async () => {
    expect(await findLockHolder(directory)).toBeUndefined();
    const locked = await lockDirectory(directory, me);
    expect(await findLockHolder(directory)).toEqual(me);
    if (locked.ok) await locked.value.release();
    expect(await findLockHolder(directory)).toBeUndefined();
    expect((await lockDirectory(directory, me)).ok).toBe(true);
  });

  test('of 20 processes at once exactly one gets it; also when the last holder was just killed', async () => {
    let contenders = await Promise.all(Array.from({ length: 20 }, contender));
    for (let round = 0; round < 3; round += 1) {
      const outcomes = await Promise.all(contenders.map(({ contend }) => contend()));
      expect(outcomes.filter(({ code }) => code === 'directory_locked')).toHaveLength(contenders.length - 1);
      const [winner] = contenders.filter((_, index) => outcomes[index]?.pid !== undefined);
      expect(winner).toBeDefined();
      contenders = contenders.filter((one) => one !== winner);
      if (winner !== undefined) await kill(winner.child);
    }
  });

  test('a directory that cannot be made is refused with the cause', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'jetway-lock-')), 'file');
    await writeFile(file, '');
    expect(await lockDirectory(join(file, 'data'), me)).toMatchObject({
      ok: false,
      refusal: { code: 'directory_unusable', text: expect.stringContaining('ENOTDIR') },
    });
  });
});
