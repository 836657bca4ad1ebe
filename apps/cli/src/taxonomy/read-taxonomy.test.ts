/** Owns the guarantees of reading a published taxonomy: what is odd is told with its line, what is good is kept. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { groupOddRows, oddRowsCsv } from './odd-rows.ts';
import { readTaxonomy, taxonomyFiles } from './read-taxonomy.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jetway-taxonomy-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const NODES = 'id,Name,Parent_id,active,Level,JetTaxCode';
const ATTRIBUTES = 'id,description,display_name,free_text,variant,retired';
const VALUES = 'ID,attribute_id,value,units,retired';
const MAPPING = 'attribute_id,category_id,active';

interface Files {
  readonly nodes?: string | Uint8Array;
  readonly attributes?: string;
  readonly values?: string;
  readonly mapping?: string;
}

const write = async ({ nodes = NODES, attributes = ATTRIBUTES, values = VALUES, mapping = MAPPING }: Files) => {
  const contents = { nodes, attributes, values, mapping };
  for (const name of ['nodes', 'attributes', 'values', 'mapping'] as const)
    await writeFile(path.join(folder, taxonomyFiles[name]), contents[name]);
};

const read = async (files: Files) => {
  await write(files);
  const outcome = await readTaxonomy(folder);
  if (!outcome.ok) throw new Error(outcome.refusal.text);
  return outcome.value;
};

const told = (rows: readonly { line: number; reason: string }[]) => rows.map(({ line, reason }) => `${line} ${reason}`);

const A_TREE = `${NODES}\n100,Kitchen,0,1,0,Tax A\n110,Pans,100,1,1,NULL\n`;

describe('good rows', () => {
  test('become nodes, attributes with units, values in their order, and pairs', async () => {
    const found = await read({
      nodes: `${A_TREE}111,"Pans, ""non-stick""",110,0,2,Tax B`,
      attributes: `${ATTRIBUTES}\n1,Colour,Colour,0,1,0\n2,Length,Length,2,0,0\n3,Note,Note,1,0,0`,
      values: `${VALUES}\n9,1,Red,NULL,0\n8,1,Blue,,0\n7,2,_CM,CM,0\n6,2,_IN,IN,0\n5,2,_IN,IN,0`,
      mapping: `${MAPPING}\n1,110,1\n2,110,1\n2,111,1`,
    });
    expect(found).toEqual({
      nodes: [
        { id: 100, name: 'Kitchen', parentId: 0, suggestedTaxCode: 'Tax A', amazonNodeIds: [], active: true },
        {
          id: 110,
          name: 'Pans',
          parentId: 100,
          suggestedTaxCode: 'Generic Taxable Product',
          amazonNodeIds: [],
          active: true,
        },
        {
          id: 111,
          name: 'Pans, "non-stick"',
          parentId: 110,
          suggestedTaxCode: 'Tax B',
          amazonNodeIds: [],
          active: false,
        },
      ],
      attributes: [
        { id: 1, description: 'Colour', freeText: false, variant: true, units: [], validation: null },
        {
          id: 2,
          description: 'Length',
          freeText: true,
          variant: false,
          units: ['CM', 'IN'],
          validation: { data_type: 'decimal', min_value: 0 },
        },
        { id: 3, description: 'Note', freeText: true, variant: false, units: [], validation: null },
      ],
      values: [
        { attributeId: 1, value: 'Red' },
        { attributeId: 1, value: 'Blue' },
      ],
      nodeAttributes: [
        { nodeId: 110, attributeId: 1 },
        { nodeId: 110, attributeId: 2 },
        { nodeId: 111, attributeId: 2 },
      ],
      oddRows: [],
      recoded: [],
    });
  });

  test('may stand in any order, with columns in another order, with Windows line ends', async () => {
    const found = await read({
      nodes: 'Level,Name,id,JetTaxCode,active,Parent_id\r\n1,Pans,110,T,1,100\r\n0,Kitchen,100,T,1,0\r\n',
    });
    expect(found.nodes.map(({ id }) => id)).toEqual([100, 110]);
    expect(found.oddRows).toEqual([]);
  });

  test('of a file that a spreadsheet saved in Windows-1252 keep their letters', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${NODES}\n100,Women`),
      Buffer.from([0x92]),
      Buffer.from('s Caf'),
      Buffer.from([0xe9]),
      Buffer.from(',0,1,0,T\n'),
    ]);
    const found = await read({ nodes: bytes });
    expect(found.nodes[0]?.name).toBe('Women’s Café');
    expect(found.recoded).toEqual([taxonomyFiles.nodes]);
  });
});

describe('rows that cannot be used', () => {
  test('numbers that a spreadsheet rounded are told and never guessed at', async () => {
    const found = await read({
      nodes: `${A_TREE}5.12E+14,Lost,100,1,1,T\nx,Lost,100,1,1,T\n120,Lost,1e3,1,1,T\n0,Zero,0,1,0,T`,
      attributes: `${ATTRIBUTES}\n1.42193E+14,Size,Size,0,1,0\n1,Colour,Colour,0,1,0`,
      values: `${VALUES}\n1,1.42193E+14,S,NULL,0`,
      mapping: `${MAPPING}\n1.42193E+14,110,1\n1,5.12E+14,1`,
    });
    expect(told(found.oddRows)).toEqual([
      '4 a spreadsheet rounded the number of the node',
      '5 the number of the node is not a whole number',
      '6 the number of the parent is not a whole number',
      '7 the number of the node is not a whole number',
      '2 a spreadsheet rounded the number of the attribute',
      '2 a spreadsheet rounded the number of the attribute',
      '2 a spreadsheet rounded the number of the attribute',
      '3 a spreadsheet rounded the number of the node',
    ]);
    expect([found.nodes.length, found.attributes.length, found.values.length, found.nodeAttributes.length]).toEqual([
      2, 1, 0, 0,
    ]);
  });

  test('nodes without a way to a root, too deep, nameless or repeated', async () => {
    const found = await read({
      nodes: `${A_TREE}111,Deep,110,1,2,T\n112,Deeper,111,1,3,T\n130,Orphan,999,1,1,T\n140,Circle,141,1,1,T\n141,Circle,140,1,1,T\n150,NULL,100,1,1,T\n110,Pots,100,1,1,T\n160,Odd level,100,1,2,T`,
    });
    expect(told(found.oddRows)).toEqual([
      '9 the node has no name',
      '10 the node comes more than once: the last row counts',
      '5 the node is deeper than three levels',
      '6 the node does not hang on a root',
      '7 the node does not hang on a root',
      '8 the node does not hang on a root',
      '11 the level is not what follows from the parents: theirs counts',
    ]);
    expect(found.nodes.map(({ id, name }) => [id, name])).toEqual([
      [100, 'Kitchen'],
      [110, 'Pots'],
      [160, 'Odd level'],
      [111, 'Deep'],
    ]);
  });

  test('attributes, values and pairs that are retired, empty, repeated, or belong to nothing', async () => {
    const found = await read({
      nodes: A_TREE,
      attributes: `${ATTRIBUTES}\n1,Colour,Colour,0,1,0\n2,Old,Old,0,1,1\n3,NULL,x,0,1,0\n4,Strange,x,7,1,0\n1,Shade,Shade,0,1,0`,
      values: `${VALUES}\n1,1,Red,NULL,0\n2,1,Red,NULL,0\n3,1,NULL,NULL,0\n4,2,Blue,NULL,0\n5,1,Green,NULL,1`,
      mapping: `${MAPPING}\n1,110,1\n1,110,1\n1,100,0\n2,110,1\n1,999,1`,
    });
    expect(told(found.oddRows)).toEqual([
      '3 the attribute is retired',
      '4 the attribute has no description',
      '5 free_text is neither 0 nor 1 nor 2',
      '6 the attribute comes more than once: the last row counts',
      '3 the value comes more than once',
      '4 there is no value',
      '5 there is no such attribute',
      '6 the value is retired',
      '3 the row comes more than once',
      '4 the row is not active',
      '5 there is no such attribute',
      '6 there is no such node',
    ]);
    expect(found.attributes.map(({ description }) => description)).toEqual(['Shade']);
    expect([found.values.length, found.nodeAttributes.length]).toEqual([1, 1]);
  });

  test('are counted by file and reason with the first as an example, and written as CSV', async () => {
    const { oddRows } = await read({ nodes: A_TREE, mapping: `${MAPPING}\n1,110,1\n1,100,1\n"2,5",100,1` });
    expect(groupOddRows(oddRows)).toEqual([
      { file: taxonomyFiles.mapping, reason: 'there is no such attribute', count: 2, example: 'line 2: 1,110,1' },
      {
        file: taxonomyFiles.mapping,
        reason: 'the number of the attribute is not a whole number',
        count: 1,
        example: 'line 4: 2,5,100,1',
      },
    ]);
    expect(oddRowsCsv(oddRows).split('\n').at(-2)).toBe(
      `${taxonomyFiles.mapping},4,the number of the attribute is not a whole number,"2,5,100,1"`,
    );
  });

  test('the line of a row is the one where it begins, also after a cell of several lines', async () => {
    const { oddRows } = await read({ nodes: `${NODES}\n100,"Kit\nchen",0,1,0,T\nx,Lost,100,1,1,T` });
    expect(told(oddRows)).toEqual(['4 the number of the node is not a whole number']);
  });
});

describe('a folder', () => {
  test('without one of the files is refused by the file’s name', async () => {
    await write({});
    await rm(path.join(folder, taxonomyFiles.values));
    const outcome = await readTaxonomy(folder);
    expect(outcome).toMatchObject({
      ok: false,
      refusal: { code: 'not_readable', text: expect.stringContaining(taxonomyFiles.values) },
    });
  });

  test('with a file that lacks a column, or is empty, is refused by the column’s name', async () => {
    await write({ mapping: 'attribute_id,active\n1,1' });
    expect(await readTaxonomy(folder)).toMatchObject({
      ok: false,
      refusal: { text: expect.stringContaining('category_id') },
    });
    await write({ attributes: '' });
    expect(await readTaxonomy(folder)).toMatchObject({
      ok: false,
      refusal: { text: expect.stringContaining('description') },
    });
  });
});
