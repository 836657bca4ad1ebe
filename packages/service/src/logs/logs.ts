/** Owns the log: one small interface for features, pino beneath it, secrets taken out before anything is written. */
import { type DestinationStream, type Level, type Logger, type LoggerOptions, pino, stdTimeFunctions } from 'pino';
import { prettyFactory } from 'pino-pretty';
import { redactSecrets } from './redaction.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

export type LogFields = Readonly<Record<string, unknown>>;

/** What features write to; they never see the library beneath. An error goes into the field `error`. */
export interface Log {
  readonly debug: (message: string, fields?: LogFields) => void;
  readonly info: (message: string, fields?: LogFields) => void;
  readonly warn: (message: string, fields?: LogFields) => void;
  readonly error: (message: string, fields?: LogFields) => void;
  /** A log that writes these fields with every line. */
  readonly child: (fields: LogFields) => Log;
}

export interface LogOptions {
  readonly level?: (typeof LOG_LEVELS)[number];
  /** For people (a terminal) instead of JSON lines. */
  readonly pretty?: boolean;
  /** Where lines go; standard output when absent. */
  readonly destination?: DestinationStream;
  /** Fields of every line, such as the program's name. */
  readonly fields?: LogFields;
  /** Names of further fields to take out, compared without case, hyphens and underscores. */
  readonly redact?: readonly string[];
}

/** Makes the program's log. */
export function createLog(options: LogOptions = {}): Log {
  const settings: LoggerOptions = {
    level: options.level ?? 'info',
    base: options.fields === undefined ? null : redactSecrets(options.fields, options.redact),
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    messageKey: 'message',
    serializers: { error: describeError },
  };
  const destination = options.pretty ? readable(options.destination) : options.destination;
  return wrap(destination === undefined ? pino(settings) : pino(settings, destination), options.redact ?? []);
}

/** Lines for people: time, level, message, then the fields, in colour on standard output. */
function readable(destination: DestinationStream | undefined): DestinationStream {
  const format = prettyFactory({
    colorize: destination === undefined,
    messageKey: 'message',
    translateTime: 'SYS:HH:MM:ss',
    ignore: 'app',
    singleLine: true,
  });
  const write = destination === undefined ? (text: string) => process.stdout.write(text) : destination.write;
  return { write: (line) => void write(format(line)) };
}

/** A log that writes nothing; for tests and tools. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLog,
};

const wrap = (root: Logger, redact: readonly string[]): Log => lazily(root, () => root, redact);

/** A child is only made when it first writes: most requests write nothing. Whether anything is written the root says. */
function lazily(root: Logger, make: () => Logger, redact: readonly string[]): Log {
  let made: Logger | undefined;
  const logger = (): Logger => {
    made ??= make();
    return made;
  };
  const write =
    (level: Level) =>
    (message: string, fields?: LogFields): void => {
      if (!root.isLevelEnabled(level)) return;
      if (fields === undefined) logger()[level](message);
      else logger()[level](redactSecrets(fields, redact), message);
    };
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: (fields) => lazily(root, () => logger().child(redactSecrets(fields, redact)), redact),
  };
}

/** An error as data: name, message, code, stack and causes, whatever was thrown. */
function describeError(thrown: unknown, depth = 0): unknown {
  if (!(thrown instanceof Error)) return thrown;
  const code: unknown = 'code' in thrown ? thrown.code : undefined;
  return {
    name: thrown.name,
    message: thrown.message,
    ...(code === undefined ? {} : { code }),
    stack: thrown.stack,
    ...(thrown.cause === undefined || depth > 4 ? {} : { cause: describeError(thrown.cause, depth + 1) }),
  };
}
