/** Backup and restore of an app's schema: logical, and the same on both engines. */
export { type BackupSummary, backup } from './backup.ts';
export type { BackupHeader } from './backup-format.ts';
export { type RestoreOptions, restore } from './restore.ts';
export type { RestoreRefusal } from './restore-stop.ts';
