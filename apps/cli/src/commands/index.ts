/** The door of the commands. */
export { addBackup } from './backup.ts';
export { addDemo } from './demo.ts';
export { addDoctor } from './doctor.ts';
export type { Finish } from './finish.ts';
export { addMarketplace } from './marketplace.ts';
export { addMigrate } from './migrate.ts';
export { addOms } from './oms.ts';
export { addRestore } from './restore.ts';
export { addScenario } from './scenario.ts';
