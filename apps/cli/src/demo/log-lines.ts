/** Owns how an app's log lines are shown on the demo's terminal: short, with the app's name in front. */
import { styleText } from 'node:util';
import type { AppName } from '../surroundings.ts';

const levels = ['debug', 'info', 'warn', 'error', 'fatal'] as const;

export interface LogLine {
  readonly level: (typeof levels)[number];
  readonly text: string;
}

/** Whether a line's level is this one or a graver one. */
export const isAtLeast = (line: LogLine, level: LogLine['level']): boolean =>
  levels.indexOf(line.level) >= levels.indexOf(level);

/** What every line holds and the terminal leaves out. */
const leftOut = new Set(['level', 'time', 'pid', 'hostname', 'message', 'app']);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parseRecord = (line: string): Record<string, unknown> | undefined => {
  if (!line.startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const showField = ([key, value]: [string, unknown]): string => {
  if (key === 'error' && isRecord(value)) return `${key}="${String(value['message'] ?? value['code'])}"`;
  return `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`;
};

/** Reads a line; one that is no log record is a plain word of the app's (a refused start) and counts as an error. */
export const readLogLine = (line: string): LogLine => {
  const record = parseRecord(line);
  if (record === undefined) return { level: 'error', text: line };
  const fields = Object.entries(record).filter(([key]) => !leftOut.has(key));
  return {
    level: levels.find((level) => level === record['level']) ?? 'info',
    text: [String(record['message'] ?? ''), ...fields.map(showField)].join('  '),
  };
};

const colorOf = (line: LogLine): 'red' | 'yellow' | 'gray' => {
  if (isAtLeast(line, 'error')) return 'red';
  return isAtLeast(line, 'warn') ? 'yellow' : 'gray';
};

/** One line for the terminal. */
export const showLogLine = (app: AppName, line: LogLine, colors: boolean): string => {
  const shown = `${app.padEnd(11)} ${line.text}`;
  return colors ? styleText(colorOf(line), shown, { validateStream: false }) : shown;
};
