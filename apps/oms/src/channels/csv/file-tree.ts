/** Owns what the CSV channel needs of a folder: little, so that a test can own it. Names are relative, parted by `/`. */
import type { Instant, Result } from '@jetway/kernel';

export interface FileEntry {
  readonly name: string;
  readonly bytes: number;
  readonly changedAt: Instant;
}

/** One connection's folder. Every function throws {@link FolderTrouble} when the folder may not be used as it is. */
export interface FileTree {
  /** What people call it. */
  readonly where: string;
  /** The files of a folder, none when there is no such folder; neither folders nor links. */
  readonly list: (folder: string) => Promise<readonly FileEntry[]>;
  /** Undefined when there is no such file. */
  readonly read: (path: string) => Promise<Uint8Array | undefined>;
  /** Writes a file whole or not at all, in place of one of the same name. */
  readonly write: (path: string, content: string) => Promise<void>;
  /** Moves a file, in place of one of the same name. */
  readonly move: (from: string, to: string) => Promise<void>;
  /** Removes a file, if it is there. */
  readonly remove: (path: string) => Promise<void>;
  /** Makes a folder where there is none. */
  readonly make: (folder: string) => Promise<void>;
  /** Whether the folder exists, and can be written to. */
  readonly look: () => Promise<'missing' | 'read-only' | 'writable'>;
}

/** The folders that the operator of the program allows. */
export interface ChannelFolders {
  /** Undefined when the operator allows none. */
  readonly open: ((organizationId: string, folder: string) => FileTree) | undefined;
}

/** The folder may not be used as it is: a link, or something that is no folder, stands in its way. */
export class FolderTrouble extends Error {}

const SEGMENT = /^[A-Za-z0-9_][A-Za-z0-9 ._-]{0,62}$/;
const MOST_SEGMENTS = 5;

/** Names of folders, parted by `/`: nothing that could lead out of the root. */
export function checkFolder(folder: string): Result<readonly string[], 'bad_setting'> {
  const segments = folder.split('/');
  const isGood = segments.length <= MOST_SEGMENTS && segments.every((segment) => SEGMENT.test(segment));
  if (isGood) return { ok: true, value: segments };
  const text = `The folder is a name such as "shop" or "acme/shop": letters, digits, blanks, dots, dashes and underscores, ${MOST_SEGMENTS} levels at most.`;
  return { ok: false, refusal: { code: 'bad_setting', text, path: '/settings/csv_folder' } };
}
