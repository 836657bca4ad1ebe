/** Owns the guarantees of reading files: what is cut out is what is there, with its place, whatever the pieces. */
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findJsonFault } from './json-fault.ts';
import { NameSet } from './name-set.ts';
import { type FileFault, type ReadLimits, readMembers } from './read-members.ts';
import { nameFault, readBody, readSku } from './read-record.ts';
import { type Member, MemberSplitter } from './split-members.ts';

const limits: ReadLimits = { memberBytes: 1_000_000, depth: 64, unpackedBytes: 10_000_000, members: 1_000 };

/** Everything that comes out of a text which comes in pieces of a size. */
function split(text: string, size: number, chosen: Partial<ReadLimits> = {}) {
  const splitter = new MemberSplitter({ ...limits, ...chosen });
  const bytes = Buffer.from(text);
  const found = [];
  for (let from = 0; from < bytes.length; from += size) found.push(...splitter.push(bytes.subarray(from, from + size)));
  const broken = splitter.end();
  return broken === undefined ? found : [...found, broken];
}

const placeOf = (text: string, index: number) => {
  const lines = text.slice(0, index).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
};

const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value));
const name = fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => text.isWellFormed());
const blanks = fc.stringMatching(/^[ \n\t]{0,4}$/);

describe('members', () => {
  test('are cut out as they stand, each with the place of its name, however the text is cut into pieces', () => {
    const part = fc.record({ name, value: json, blanks: fc.array(blanks, { minLength: 4, maxLength: 4 }) });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), fc.integer({ min: 1, max: 40 }), (parts, size) => {
        let text = ' {\n';
        const wanted: unknown[] = [];
        for (const [count, { name: sku, value, blanks: between }] of parts.entries()) {
          text += `${count === 0 ? '' : ','}${between[0]}`;
          const at = placeOf(text, text.length);
          text += `${JSON.stringify(sku)}${between[1]}:${between[2]}${value}${between[3]}`;
          wanted.push([at, sku, JSON.parse(value)]);
        }
        const found = split(`${text}}\n`, size).map((one) => {
          if (one.kind !== 'member') return one;
          const body = readBody(one);
          return [one.at, readSku(one), body.ok ? body.body : body];
        });
        expect(found).toEqual(wanted);
      }),
    );
  });

  test.each<[string, number, number, string | undefined]>([
    ['', 1, 1, undefined],
    ['  \n', 2, 1, undefined],
    ['[1]', 1, 1, '['],
    ['{"a":1', 1, 7, undefined],
    ['{"a":1,\n "b":{}\n  "c":1}', 3, 3, '"'],
    ['{"a":1,}', 1, 8, '}'],
    ['{"a" 1}', 1, 6, '1'],
    ['{"a":}', 1, 6, '}'],
    ['{"é😀":1} x', 1, 11, 'x'],
    ['{ // none\n}', 1, 3, '/'],
    ['{"a":{"b":1}}}', 1, 14, '}'],
    ['{"abc', 1, 6, undefined],
  ])('a text that is no object is told with the place: %j', (text, line, column, found) => {
    for (const size of [1, 3, 100])
      expect(split(text, size).at(-1)).toEqual({ kind: 'broken', at: { line, column }, found });
  });

  test('before the place where the text breaks are given', () => {
    expect(split('{"a":1,"b":2 oops', 100).map((one) => one.kind)).toEqual(['member', 'member', 'broken']);
  });

  test('a mark of byte order in front is passed over', () => {
    expect(split('\ufeff{"a":1}', 100)).toMatchObject([{ kind: 'member', at: { line: 1, column: 2 } }]);
  });

  test('beyond the limits are told without their value, and those after them have their places', () => {
    const long = `{"a":"${'é'.repeat(500)}",\n"b":[[[1]]],"c":{"d":1}}`;
    for (const size of [7, 64, 5_000]) {
      const found = split(long, size, { memberBytes: 100, depth: 2 });
      expect(found).toMatchObject([
        { at: { line: 1, column: 2 }, beyond: 'bytes', value: { length: 0 } },
        { at: { line: 2, column: 1 }, beyond: 'depth', value: { length: 0 } },
        { at: { line: 2, column: 13 }, beyond: undefined },
      ]);
    }
    expect(split(`{"${'x'.repeat(1_000)}`, 50, { memberBytes: 100 }).at(-1)).toMatchObject({
      kind: 'broken',
      found: '"',
    });
  });

  test('a name with another spelling of the same text is the same SKU, and one that is no text is told', () => {
    const [plain, escaped, wrong] = split('{"ab":1,"a\\u0062":2,"a\\x":3}', 100) as Member[];
    expect([plain && readSku(plain), escaped && readSku(escaped), wrong && readSku(wrong)]).toEqual([
      'ab',
      'ab',
      undefined,
    ]);
    expect(wrong && nameFault(wrong)).toEqual({ at: { line: 1, column: 23 }, message: "Unexpected character '\\'." });
  });

  test('a value that is no JSON is told with the place of its fault', () => {
    const [first, second] = split('{"a":{"x":1,\n  "y":2,}, "b":{"t":"a\tb"}}', 100) as Member[];
    expect(first && readBody(first)).toEqual({
      ok: false,
      at: { line: 2, column: 9 },
      message: "Unexpected character '}'.",
    });
    expect(second && readBody(second)).toMatchObject({ ok: false, at: { line: 2, column: 23 } });
  });
});

describe('the fault of a text', () => {
  test('is found exactly when the parser refuses the text', () => {
    const damaged = fc
      .tuple(json, fc.nat(), fc.constantFrom('', ',', '"', '}', ']', '\\', '0', '\n', 'x'))
      .map(([text, at, put]) => {
        const index = at % (text.length + 1);
        return text.slice(0, index) + put + text.slice(index + 1);
      });
    fc.assert(
      fc.property(fc.oneof(json, damaged), (text) => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        expect(findJsonFault(text) === undefined).toBe(isJson);
      }),
    );
  });
});

describe('a whole file', () => {
  const read = async (bytes: Buffer, chosen: Partial<ReadLimits> = {}) => {
    const found: (Member | FileFault)[] = [];
    const content = Readable.from([bytes.subarray(0, 10), bytes.subarray(10)]);
    for await (const some of readMembers(content, { ...limits, ...chosen })) found.push(...some);
    const fault = found.find((one) => one.kind === 'fault');
    return { members: found.filter((one) => one.kind === 'member').length, fault };
  };
  const records = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`s${n}`, { n: Math.sqrt(n) }]));
  const packed = gzipSync(JSON.stringify(records));

  test('that is well gives its members and no fault, also when it was packed in parts', async () => {
    expect(await read(packed)).toEqual({ members: 500, fault: undefined });
    expect(await read(Buffer.concat([gzipSync('{"a":'), gzipSync('1}')]))).toEqual({ members: 1, fault: undefined });
  });

  test.each<[string, Buffer, string]>([
    ['not packed', Buffer.from('{"a":1}'), 'The file is not in GZIP format.'],
    ['empty', Buffer.alloc(0), 'The GZIP data ends too early.'],
    ['packed nothing', gzipSync(''), 'Unexpected end of the file.'],
    ['no object', gzipSync('[]'), "Unexpected character '['."],
  ])('that is %s says so', async (_, bytes, message) => {
    expect(await read(bytes)).toMatchObject({ members: 0, fault: { message } });
  });

  test.each([200, 20])('that lacks its last %i bytes gives what is there, and says so', async (lost) => {
    const { members, fault } = await read(packed.subarray(0, packed.length - lost));
    expect(fault).toMatchObject({ message: 'The GZIP data ends too early.' });
    expect([members > 400, fault?.at.line, (fault?.at.column ?? 0) > 1_000]).toEqual([true, 1, true]);
  });

  test.each([6, 500])('that was damaged %i bytes before its end says so', async (before) => {
    const damaged = Buffer.from(packed);
    damaged[packed.length - before] = (damaged[packed.length - before] ?? 0) ^ 0xff;
    expect(await read(damaged)).toMatchObject({ fault: { message: 'The GZIP data is damaged.' } });
  });

  test('that would unpack to too much, or has too many records, is read no further', async () => {
    const bomb = gzipSync(`{"a":1,"b":${' '.repeat(3_000_000)}1}`);
    expect(await read(bomb, { unpackedBytes: 1_000_000 })).toMatchObject({
      members: 1,
      fault: { message: 'The file unpacks to more than 1000000 bytes.' },
    });
    expect(await read(packed, { members: 7 })).toMatchObject({
      members: 7,
      fault: { message: 'The file has more than 7 records.' },
    });
  });

  test('whose store fails rejects: that is none of its faults', async () => {
    const broken = Readable.from(
      (async function* () {
        yield packed.subarray(0, 20);
        throw new Error('the store is gone');
      })(),
    );
    await expect(async () => {
      for await (const _ of readMembers(broken, limits));
    }).rejects.toThrow('the store is gone');
  });
});

describe('a set of names', () => {
  test('knows which were added', () => {
    const sku = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 6 }), fc.constantFrom('a', 'b', 'ab', ''));
    fc.assert(
      fc.property(fc.array(sku), (names) => {
        const set = new NameSet();
        const known = new Set<string>();
        for (const name of names) {
          expect(set.has(name)).toBe(known.has(name));
          expect(set.add(name)).toBe(!known.has(name));
          known.add(name);
        }
      }),
    );
  });

  test('holds very many', () => {
    const set = new NameSet();
    const added = Array.from({ length: 60_000 }, (_, count) => set.add(`SKU-${count % 40_000}`));
    expect(added.lastIndexOf(true)).toBe(39_999);
    expect(added.indexOf(false)).toBe(40_000);
  });
});
