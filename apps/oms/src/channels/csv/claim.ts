/** Owns whose folder it is: two connections that read and write the same files would each know half. */
import { type FileTree, FolderTrouble } from './file-tree.ts';

const OWNER = 'records/connection.txt';

async function ownerOf(tree: FileTree): Promise<string | undefined> {
  const bytes = await tree.read(OWNER);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes).trim();
}

/** @throws FolderTrouble when the folder is another connection's */
export async function checkOwner(tree: FileTree, connectionId: string): Promise<'ours' | 'nobody'> {
  const owner = await ownerOf(tree);
  if (owner === undefined) return 'nobody';
  if (owner === connectionId) return 'ours';
  throw new FolderTrouble(
    `Another connection uses ${tree.where}. Choose another folder; when that connection is gone, remove ${OWNER}.`,
  );
}

/** Makes the folder this connection's own, once. @throws FolderTrouble when it is another's */
export async function claim(tree: FileTree, connectionId: string): Promise<void> {
  if ((await checkOwner(tree, connectionId)) === 'nobody') await tree.write(OWNER, `${connectionId}\n`);
}
