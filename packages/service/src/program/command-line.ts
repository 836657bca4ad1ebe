/** Owns what a program's command line asks for: which command, with which settings. */
import { ok, type Result, refuse } from '@jetway/kernel';
import {
  defineSettings,
  type Environment,
  readSettings,
  type SettingsDefinition,
  type SettingsOf,
  type SettingTable,
  settingsHelp,
} from '../config/index.ts';
import type { ProgramSettings, ProgramSettingTable } from './program-settings.ts';

export interface ServeCommand<Settings> {
  readonly name: 'serve';
  readonly settings: Settings;
  readonly common: ProgramSettings;
}

export interface MigrateCommand {
  readonly name: 'migrate';
  readonly common: ProgramSettings;
}

export interface ArchiveCommand {
  readonly name: 'backup' | 'restore';
  readonly common: ProgramSettings;
  readonly file: string;
}

export interface HelpCommand {
  readonly name: 'help';
  readonly text: string;
}

export type Performed<Settings> = ServeCommand<Settings> | MigrateCommand | ArchiveCommand;
export type Command<Settings> = Performed<Settings> | HelpCommand;

const COMMANDS = ['serve', 'migrate', 'backup', 'restore'] as const;

const FILES = {
  backup: { to: { kind: 'text', required: true, env: null, help: 'File to write; it must not exist' } },
  restore: { from: { kind: 'text', required: true, env: null, help: 'File that backup wrote' } },
} as const satisfies Readonly<Record<string, SettingTable>>;

/** Reads words after the program's file; without a command it is `serve`. */
export function readCommandLine<T extends SettingTable & ProgramSettingTable>(
  name: string,
  definition: SettingsDefinition<T>,
  argv: readonly string[],
  env: Environment,
): Result<Command<SettingsOf<T>>, 'command_unknown' | 'settings_wrong'> {
  const [word = 'serve', ...rest] = argv[0]?.startsWith('-') === false ? argv : ['serve', ...argv];
  const command = COMMANDS.find((known) => known === word);
  if (command === undefined)
    return refuse('command_unknown', `unknown command "${word}"; there are ${COMMANDS.join(', ')}`);
  if (command === 'backup' || command === 'restore') return readArchive(name, command, definition, rest, env);
  const asked = readSettings(definition, rest, env);
  if (!asked.ok) return asked;
  if (asked.value.help) return ok({ name: 'help', text: helpOf(name, command, definition) });
  const { settings } = asked.value;
  const common = commonOf(settings);
  return ok(command === 'migrate' ? { name: command, common } : { name: command, settings, common });
}

function readArchive(
  name: string,
  command: 'backup' | 'restore',
  definition: SettingsDefinition<SettingTable & ProgramSettingTable>,
  words: readonly string[],
  env: Environment,
): Result<ArchiveCommand | HelpCommand, 'settings_wrong'> {
  const whole: SettingsDefinition<SettingTable> = defineSettings(
    { ...definition.table, ...FILES[command] },
    definition,
  );
  const asked = readSettings(whole, words, env);
  if (!asked.ok) return asked;
  if (asked.value.help) return ok({ name: 'help', text: helpOf(name, command, whole) });
  const { settings } = asked.value;
  return ok({ name: command, common: commonOf(settings), file: String(settings['to'] ?? settings['from']) });
}

/** The table holds those of every program; the compiler does not see it through a table yet unknown. */
const commonOf = (settings: object): ProgramSettings => settings as ProgramSettings;

function helpOf(name: string, command: string, definition: SettingsDefinition<SettingTable>): string {
  const usage = `usage: ${name} ${command} [options]     commands: ${COMMANDS.join(', ')}`;
  return `${usage}\n\n${settingsHelp(definition)}`;
}
