/** The log. */
export { createLog, LOG_LEVELS, type Log, type LogFields, type LogLevel, type LogOptions, silentLog } from './logs.ts';
export { isSecretField, redactSecrets, redactUrl } from './redaction.ts';
