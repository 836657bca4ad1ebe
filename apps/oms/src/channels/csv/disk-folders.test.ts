/** Owns the guarantee that no path leaves the folder that the operator allows. */
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { diskFolders } from './disk-folders.ts';
import { checkFolder, type FileTree, FolderTrouble } from './file-tree.ts';

let top: string;
let root: string;
let tree: FileTree;

beforeEach(async () => {
  top = await mkdtemp(path.join(tmpdir(), 'channels-'));
  root = path.join(top, 'root');
  await mkdir(root);
  await writeFile(path.join(top, 'secret.csv'), 'secret');
  const folders = diskFolders(root);
  if (folders.open === undefined) throw new Error('no folders');
  tree = folders.open('org', 'acme/shop');
});
afterEach(async () => rm(top, { recursive: true, force: true }));

const text = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);

test('files are written whole, listed, moved and removed, below the organization’s own folder', async () => {
  expect(await tree.look()).toBe('missing');
  expect([await tree.list('orders'), await tree.read('orders/a.csv')]).toEqual([[], undefined]);
  await tree.write('orders/a.csv', 'one');
  await tree.write('orders/a.csv', 'two');
  expect(await readdir(path.join(root, 'org/acme/shop/orders'))).toEqual(['a.csv']);
  expect(await tree.list('orders')).toMatchObject([{ name: 'a.csv', bytes: 3 }]);
  await tree.move('orders/a.csv', 'orders/done/a.csv');
  expect([await tree.list('orders'), text(await tree.read('orders/done/a.csv'))]).toEqual([[], 'two']);
  await tree.remove('orders/done/a.csv');
  await tree.remove('orders/done/a.csv');
  expect([await tree.list('orders/done'), await tree.look()]).toEqual([[], 'writable']);
});

test('what a crash left of a file being written is written over', async () => {
  await tree.make('stock');
  await writeFile(path.join(root, 'org/acme/shop/stock/stock.csv.part'), 'half');
  await tree.write('stock/stock.csv', 'whole');
  expect(text(await tree.read('stock/stock.csv'))).toBe('whole');
});

describe('no way leads out', () => {
  test.each(['..', '../x', 'a/../../b', '/etc', 'a//b', '.', 'a/.', '', 'a\\..\\b', 'a\0b', '-x', 'a/b/c/d/e/f'])(
    'the setting refuses "%s"',
    (folder) => expect(checkFolder(folder).ok).toBe(false),
  );

  test('a path with a step up is refused, even past the setting', async () => {
    for (const folder of ['..', '../..', 'a/../../..']) {
      const out = diskFolders(root).open?.('org', folder);
      await expect(out?.list('orders')).rejects.toThrow(FolderTrouble);
      await expect(out?.write('x.csv', 'x')).rejects.toThrow(FolderTrouble);
    }
    await expect(tree.read('../../../secret.csv')).rejects.toThrow(FolderTrouble);
  });

  test('a link in place of a folder is refused for reading and writing', async () => {
    await tree.make('tracking');
    await symlink(top, path.join(root, 'org/acme/shop/orders'));
    await expect(tree.list('orders')).rejects.toThrow(FolderTrouble);
    await expect(tree.read('orders/secret.csv')).rejects.toThrow(FolderTrouble);
    await expect(tree.write('orders/x.csv', 'x')).rejects.toThrow(FolderTrouble);
    expect((await readdir(top)).toSorted()).toEqual(['root', 'secret.csv']);
  });

  test('a link in place of a file is neither listed nor read, and is replaced when written', async () => {
    await tree.make('orders');
    await symlink(path.join(top, 'secret.csv'), path.join(root, 'org/acme/shop/orders/a.csv'));
    expect(await tree.list('orders')).toEqual([]);
    await expect(tree.read('orders/a.csv')).rejects.toThrow();
    await tree.write('orders/a.csv', 'ours');
    expect(await readFile(path.join(top, 'secret.csv'), 'utf8')).toBe('secret');
  });

  test('without a root there are no folders; a root that is gone is said', async () => {
    expect(diskFolders(undefined).open).toBeUndefined();
    await expect(diskFolders(path.join(top, 'gone')).open?.('org', 'shop').list('')).rejects.toThrow('does not exist');
  });
});
