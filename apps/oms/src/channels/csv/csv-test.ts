/** Owns trying a folder step by step, without changing anything in it. */
import type { TestResult } from '@jetway/oms-api';
import { checkOwner } from './claim.ts';
import { type FileTree, FolderTrouble } from './file-tree.ts';
import { INBOX } from './inbox.ts';

type Step = TestResult['steps'][number];
const step = (name: string, ok: boolean, text: string): Step => ({ name, ok, text });
const result = (...steps: readonly Step[]): TestResult => ({ ok: steps.every((one) => one.ok), steps: [...steps] });

const FOLDER = 'Folder';

export async function testFolder(tree: FileTree, connectionId: string): Promise<TestResult> {
  try {
    const state = await tree.look();
    if (state === 'missing')
      return result(step(FOLDER, true, `${tree.where} does not exist yet; it is made when orders are first read.`));
    await checkOwner(tree, connectionId);
    const found = step(FOLDER, true, `It is ${tree.where}.`);
    if (state === 'read-only') return result(found, step('Writing', false, 'The program may not write there.'));
    const files = (await tree.list(INBOX)).length;
    return result(
      found,
      step('Writing', true, 'The program may write there.'),
      step('Orders', true, files === 0 ? 'No file waits in orders/.' : `${files} files wait in orders/.`),
    );
  } catch (error) {
    if (error instanceof FolderTrouble) return result(step(FOLDER, false, error.message));
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return result(step(FOLDER, false, `${tree.where} cannot be used: ${error.message}.`));
  }
}
