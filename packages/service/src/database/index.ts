/** The database: one handle for both engines, migrations, named statements, generated row types. */
export {
  type Database,
  type DatabaseOptions,
  type DatabaseRefusal,
  type MemoryDatabase,
  openDatabase,
  openMemoryDatabase,
} from './database.ts';
export { isUniqueViolation, quoteName, sqlStateOf } from './engine.ts';
export {
  appliedMigrations,
  type Migration,
  type MigrationFile,
  type MigrationRefusal,
  migrate,
  readMigrations,
} from './migrations.ts';
export { generateRowTypes, type JsonColumn, type JsonValue, type RowTypeOptions } from './row-types.ts';
export { anyOf, type Handle, notify, type Run, readTogether, runScript, statement } from './statement.ts';
export { assertNoTransaction, outsideTransaction } from './transaction-scope.ts';
