/** A program, from its command line to its exit code. */
export { runProgram } from './program.ts';
export type { ProgramContext, ProgramOptions, ProgramProcess, StartedProgram } from './program-parts.ts';
export { type ProgramSettings, type ProgramSettingTable, programSettings } from './program-settings.ts';
