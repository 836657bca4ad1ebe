/** Owns the settings that every program of ours has. */
import type { SettingsOf, SettingTable } from '../config/index.ts';

/** Settings for a program named `oms` or `marketplace`: variables that only it reads begin with `JETWAY_OMS_` …. */
export function programSettings(program: { readonly name: string; readonly port: number }) {
  const prefix = `JETWAY_${program.name.toUpperCase()}`;
  return {
    databaseUrl: {
      kind: 'url',
      protocols: ['postgres', 'postgresql'],
      env: 'DATABASE_URL',
      secret: true,
      help: 'PostgreSQL to use; without it an embedded database in the data directory',
    },
    data: {
      kind: 'text',
      default: '.jetway',
      env: 'JETWAY_DATA',
      help: 'Directory for the embedded database and files',
    },
    host: { kind: 'text', default: '127.0.0.1', env: `${prefix}_HOST`, help: 'Address to listen on' },
    port: {
      kind: 'integer',
      min: 0,
      max: 65_535,
      default: program.port,
      env: `${prefix}_PORT`,
      help: 'Port to listen on; 0 takes a free one',
    },
    publicUrl: {
      kind: 'url',
      env: `${prefix}_PUBLIC_URL`,
      help: 'Address that people and other programs use; made from host and port when absent',
    },
    secretKey: {
      kind: 'text',
      flag: null,
      env: 'JETWAY_SECRET_KEY',
      secret: true,
      help: 'Encrypts stored secrets; 32 bytes in base64. Embedded, it is made in the data directory',
    },
    role: {
      kind: 'choice',
      choices: ['all', 'http', 'worker'],
      default: 'all',
      env: `${prefix}_ROLE`,
      help: 'What this process does; on PostgreSQL several may share the work',
    },
    logLevel: {
      kind: 'choice',
      choices: ['debug', 'info', 'warn', 'error', 'silent'],
      default: 'info',
      env: 'JETWAY_LOG_LEVEL',
      help: 'Least important lines to log',
    },
    strictReplies: {
      kind: 'boolean',
      env: 'JETWAY_STRICT_REPLIES',
      help: 'Check every reply against the contract; a breach is a 500',
    },
    maxConnections: {
      kind: 'integer',
      min: 1,
      max: 200,
      default: 10,
      env: `${prefix}_MAX_CONNECTIONS`,
      help: 'Connections to PostgreSQL',
    },
    trustProxy: {
      kind: 'boolean',
      env: `${prefix}_TRUST_PROXY`,
      help: 'Believe X-Forwarded-For; only behind a proxy of your own',
    },
  } as const satisfies SettingTable;
}

export type ProgramSettingTable = ReturnType<typeof programSettings>;
export type ProgramSettings = SettingsOf<ProgramSettingTable>;
