/** Owns a folder in memory for tests: every step can be made to fail, as a program that dies there. */
import type { Clock, Instant } from '@jetway/kernel';
import type { ChannelFolders, FileTree } from '../channels/csv/index.ts';

export interface MemoryTree extends FileTree {
  /** Content by path. */
  readonly files: Map<string, string>;
  /** As somebody outside does it. */
  readonly drop: (path: string, content: string, changedAt?: Instant) => void;
  /** Asked before each change; throwing is the program's end. */
  before: (what: 'write' | 'move' | 'remove', path: string) => void;
}

export function memoryTree({ now }: Clock): MemoryTree {
  const files = new Map<string, string>();
  const changed = new Map<string, Instant>();
  const set = (path: string, content: string, at: Instant): void => {
    files.set(path, content);
    changed.set(path, at);
  };
  const tree: MemoryTree = {
    files,
    where: '/channels/acme/shop',
    before: () => undefined,
    drop: (path, content, changedAt = now()) => set(path, content, changedAt),
    list: async (folder) =>
      [...files]
        .map(([path, content]) => ({ path, content, name: path.slice(folder.length + 1) }))
        .filter(({ path, name }) => path.startsWith(`${folder}/`) && !name.includes('/'))
        .map(({ path, content, name }) => ({
          name,
          bytes: Buffer.byteLength(content),
          changedAt: changed.get(path) ?? 0,
        }))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    read: async (path) => {
      const content = files.get(path);
      return content === undefined ? undefined : new TextEncoder().encode(content);
    },
    write: async (path, content) => {
      tree.before('write', path);
      set(path, content, now());
    },
    move: async (from, to) => {
      tree.before('move', from);
      const content = files.get(from);
      if (content !== undefined) set(to, content, now());
      files.delete(from);
    },
    remove: async (path) => {
      tree.before('remove', path);
      files.delete(path);
    },
    make: async () => undefined,
    look: async () => 'writable',
  };
  return tree;
}

/** The same folder whoever asks. */
export const foldersOf = (tree: FileTree): ChannelFolders => ({ open: () => tree });
