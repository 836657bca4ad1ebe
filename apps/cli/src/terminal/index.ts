/** The door of what is shown on a terminal. */
export { facts, plainText, type TableColumn, table } from './table.ts';
