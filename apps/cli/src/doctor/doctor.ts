/** Owns the doctor's round: which checks there are, and how one that fails by surprise is told. */
import type { Surroundings } from '../surroundings.ts';
import type { Check, DoctorOptions, Look } from './check.ts';
import { checkDatabase, checkSecretKey } from './database-checks.ts';
import { checkNode, checkNpm, checkPackages, checkWebs } from './installation-checks.ts';
import { checkDataFolder, checkDiskSpace, checkLocks, checkPorts } from './machine-checks.ts';

const looks: readonly (readonly [name: string, look: Look])[] = [
  ['Node', checkNode],
  ['npm', checkNpm],
  ['Packages', checkPackages],
  ['Webs', checkWebs],
  ['Ports', checkPorts],
  ['Data folder', checkDataFolder],
  ['Disk', checkDiskSpace],
  ['Locks', checkLocks],
  ['Database', checkDatabase],
  ['Secret key', checkSecretKey],
];

/** Looks at machine, installation, data folder and database; a look that throws is a finding too. */
export async function examine(options: DoctorOptions, surroundings: Surroundings): Promise<readonly Check[]> {
  const found: Check[] = [];
  for (const [name, look] of looks) {
    try {
      found.push(...(await look(options, surroundings)));
    } catch (error) {
      found.push({ name, ok: false, text: error instanceof Error ? error.message : String(error) });
    }
  }
  return found;
}
