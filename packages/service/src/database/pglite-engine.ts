/** Owns the embedded engine: PGlite, one session for the whole process, given out in the order asked for. */
import { setImmediate } from 'node:timers/promises';
import { PGlite, type PGliteOptions, protocol } from '@electric-sql/pglite';
import { createChannels } from './channels.ts';
import { type Answer, type Engine, quoteName, type Row, type Session, type Statement } from './engine.ts';
import { parserOf, toParameter } from './values.ts';

/** The longest that statements keep the event loop waiting, not counting the length of a single one. */
const BREATH_MS = 5;

const { serialize } = protocol;
type Message = Awaited<ReturnType<PGlite['execProtocolStream']>>[number];

export interface PgliteEngine extends Engine {
  /** The whole data directory as an archive, to open another database from. */
  readonly dump: () => Promise<Blob>;
}

export async function openPglite(options: PGliteOptions): Promise<PgliteEngine> {
  const pglite = await PGlite.create(options);
  const turns = createTurns();
  const session = createSession(pglite);
  const channels = createChannels();
  pglite.onNotification(channels.wake);
  return {
    kind: 'pglite',
    acquire: async () => {
      await turns.wait();
      return session;
    },
    release: () => turns.end(),
    listen: async (channel, heard) => {
      const stop = channels.add(channel, heard);
      await turns.take(() => session.runScript(`listen ${quoteName(channel)}`));
      return stop;
    },
    dump: () => turns.take(() => pglite.dumpDataDir('none')),
    close: () => turns.close(() => pglite.close()),
  };
}

/**
 * One statement is one message to PGlite (parse, bind, describe, execute, sync), instead of the five that its own
 * `query` sends: half the time, and a third of it when the statement is prepared.
 */
function createSession(pglite: PGlite): Session {
  const prepared = new Map<string, string>();
  const breathe = createBreath();
  let last: Promise<unknown> = Promise.resolve();
  const send = (parts: Uint8Array[]): Promise<Message[]> => {
    const sent = last.then(breathe).then(() => pglite.execProtocolStream(Buffer.concat(parts), { syncToFs: false }));
    last = sent.catch(() => undefined);
    return sent;
  };
  const prepare = async (name: string, text: string): Promise<void> => {
    const known = prepared.get(name);
    if (known === text) return;
    if (known !== undefined) throw new Error(`the statement name ${name} is taken by another text`);
    await send([serialize.parse({ name, text }), serialize.sync()]);
    prepared.set(name, text);
  };
  return {
    run: async ({ text, values, name }: Statement) => {
      if (name !== undefined) await prepare(name, text);
      const bind = serialize.bind({
        ...(name === undefined ? {} : { statement: name }),
        values: values.map(toParameter),
      });
      const rest = [bind, serialize.describe({ type: 'P' }), serialize.execute({}), serialize.sync()];
      const [answer] = toAnswers(await send(name === undefined ? [serialize.parse({ text }), ...rest] : rest));
      return answer ?? { rows: [], command: '', affected: undefined };
    },
    runScript: async (text) => toAnswers(await send([serialize.query(text)])),
  };
}

/**
 * PGlite answers within the calling thread, so a row of statements would never let the event loop turn: no request, no
 * timer, no signal. Now and then one waits for a turn.
 */
function createBreath(): () => Promise<void> {
  let turnedAt = 0;
  return async () => {
    if (performance.now() - turnedAt < BREATH_MS) return;
    await setImmediate();
    turnedAt = performance.now();
  };
}

/** Every statement's answer ends with its command's tag. */
function toAnswers(messages: readonly Message[]): Answer[] {
  const answers: Answer[] = [];
  let columns: { readonly name: string; readonly parse: (text: string) => unknown }[] = [];
  let rows: Row[] = [];
  for (const message of messages) {
    if (isRowDescription(message)) {
      columns = message.fields.map(({ name, dataTypeID }) => ({ name, parse: parserOf(dataTypeID) }));
    } else if (isDataRow(message)) {
      const { fields } = message;
      rows.push(Object.fromEntries(columns.map(({ name, parse }, index) => [name, read(fields[index], parse)])));
    } else if (isCommandComplete(message)) {
      answers.push({ rows, ...readTag(message.text) });
      rows = [];
    }
  }
  return answers;
}

const isRowDescription = (message: Message): message is Message & { fields: { name: string; dataTypeID: number }[] } =>
  message.name === 'rowDescription';
const isDataRow = (message: Message): message is Message & { fields: (string | null)[] } => message.name === 'dataRow';
const isCommandComplete = (message: Message): message is Message & { text: string } =>
  message.name === 'commandComplete';

const read = (text: string | null | undefined, parse: (text: string) => unknown): unknown =>
  text === null || text === undefined ? null : parse(text);

function readTag(tag: string): { command: string; affected: number | undefined } {
  const [command = '', ...numbers] = tag.split(' ');
  const count = Number(numbers.at(-1));
  const counted = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE';
  return { command, affected: counted ? count : undefined };
}

interface Turns {
  readonly wait: () => Promise<void>;
  readonly end: () => void;
  readonly take: <T>(work: () => Promise<T>) => Promise<T>;
  /** The last turn: who asked before is served, who asks after is refused. */
  readonly close: (work: () => Promise<void>) => Promise<void>;
}

function createTurns(): Turns {
  const waiting: (() => void)[] = [];
  let taken = false;
  let closing: Promise<void> | undefined;
  const wait = async (): Promise<void> => {
    if (!taken) {
      taken = true;
      return;
    }
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
    });
  };
  const end = (): void => {
    const next = waiting.shift();
    if (next === undefined) taken = false;
    else next();
  };
  const take = async <T>(work: () => Promise<T>): Promise<T> => {
    await wait();
    try {
      return await work();
    } finally {
      end();
    }
  };
  const refuseWhenClosing = (): void => {
    if (closing !== undefined) throw new Error('the database is closed');
  };
  return {
    wait: async () => {
      refuseWhenClosing();
      await wait();
    },
    end,
    take: async (work) => {
      refuseWhenClosing();
      return take(work);
    },
    close: (work) => {
      closing ??= take(work);
      return closing;
    },
  };
}
