/** Owns how the commands to a running OMS run: found, asked, answered in words or JSON, ended with an exit code. */
import { UnexpectedReplyError } from '@jetway/http-contract';
import { ok, type Refused, type Result, refuse } from '@jetway/kernel';
import type { OmsClient } from '@jetway/oms-api';
import { type Command, CommanderError } from 'commander';
import { openOms, UnreachableError } from '../../remote/index.ts';
import type { Surroundings } from '../../surroundings.ts';
import { type TableColumn, table } from '../../terminal/index.ts';
import type { Finish } from '../finish.ts';
import { dataFolderOf, dataOption, examples } from '../options.ts';

const exitCodes = { done: 0, refused: 1, usage: 2, unreachable: 3 } as const;

const exitCodesHelp = `
Exit codes:
  0  done
  1  refused or failed
  2  the command line is wrong
  3  the OMS cannot be reached, or does not answer as it should`;

/** What every command here can be told. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly data?: string;
  readonly yes?: boolean;
}

/** `wrong_usage` ends with 2, every other refusal with 1. */
export type Outcome = Result<undefined>;

/** What a command works with. */
export interface Session {
  readonly client: OmsClient;
  readonly json: boolean;
  /** Shows a value as JSON, or in the words of `text`. */
  readonly show: (value: unknown, text: () => string) => void;
  /** Shows rows as a table, or as a line of JSON each. */
  readonly showRows: <Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[], none: string) => void;
  /** A line that is written over, on a terminal; elsewhere nothing. */
  readonly progress: (text: string | null) => void;
  /** Lets a person decide; `--yes` has decided already. */
  readonly confirm: (question: string) => Promise<Outcome>;
}

export const wrongUsage = (text: string): Refused => refuse('wrong_usage', text);

export interface Words {
  readonly surroundings: Surroundings;
  readonly finish: Finish;
}

/** Adds a word under which commands stand; what is wrong with how they are typed ends with an exit code of its own. */
export function addGroup(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .summary(description)
    .description(`${description[0]?.toUpperCase()}${description.slice(1)}. Speaks to a running OMS.`)
    .exitOverride((error) => {
      throw new CommanderError(error.exitCode === 0 ? exitCodes.done : exitCodes.usage, error.code, error.message);
    });
}

/** Gives a command the options that all of them have, and its help an end. */
export function asOmsCommand(command: Command, ...lines: readonly string[]): Command {
  return command
    .option('--json', 'answer JSON; of a list one object a line')
    .addOption(dataOption())
    .addHelpText('after', `${examples(...lines)}\n${exitCodesHelp}`);
}

/** Runs a command against the OMS and tells its exit code. */
export async function runOms(
  { surroundings, finish }: Words,
  options: CommonOptions,
  work: (session: Session) => Promise<Outcome>,
): Promise<void> {
  const { err } = surroundings;
  const opened = await openOms(surroundings, dataFolderOf(surroundings, options.data));
  if (!opened.ok) {
    err(`${opened.refusal.text}\n`);
    return finish(exitCodes.usage);
  }
  const { client, url, close } = opened.value;
  try {
    const done = await work(sessionOf(client, surroundings, options));
    if (done.ok) return finish(exitCodes.done);
    err(`${done.refusal.text}\n`);
    finish(done.refusal.code === 'wrong_usage' ? exitCodes.usage : exitCodes.refused);
  } catch (error) {
    const text = unreachableText(url, error);
    if (text === undefined) throw error;
    err(`${text}\n`);
    finish(exitCodes.unreachable);
  } finally {
    await close();
  }
}

/** Undefined for what is a mistake of ours. */
function unreachableText(url: string, error: unknown): string | undefined {
  if (error instanceof UnexpectedReplyError)
    return `${url} does not answer as an OMS of this version does: ${error.message}`;
  return error instanceof UnreachableError ? `The OMS at ${url} cannot be reached: ${error.message}` : undefined;
}

function sessionOf(client: OmsClient, surroundings: Surroundings, options: CommonOptions): Session {
  const { out, err, colors, terminal } = surroundings;
  const json = options.json === true;
  const style = { colors, width: terminal?.columns };
  return {
    client,
    json,
    show: (value, text) => out(json ? `${JSON.stringify(value)}\n` : text()),
    showRows: (columns, rows, none) => {
      if (json) for (const row of rows) out(`${JSON.stringify(row)}\n`);
      else out(rows.length === 0 ? `${none}\n` : table(columns, rows, style));
    },
    progress: (text) => {
      // Back to the start of the line, and clear it.
      if (terminal !== undefined && !json) err(`\r\u001B[K${text ?? ''}`);
    },
    confirm: async (question) => {
      if (options.yes === true) return ok(undefined);
      if (terminal === undefined) return wrongUsage('Nobody can be asked here: add --yes to do it, or --help.');
      const answer = await terminal.ask(`${question} [y/N] `);
      return /^y(es)?$/i.test(answer.trim()) ? ok(undefined) : refuse('not_confirmed', 'Nothing was done.');
    },
  };
}
