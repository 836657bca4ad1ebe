/** The server plumbing that both apps stand on. */
export * from './backup/index.ts';
export * from './blobs/index.ts';
export * from './config/index.ts';
export * from './database/index.ts';
export * from './health/index.ts';
export * from './http/index.ts';
export * from './jobs/index.ts';
export * from './logs/index.ts';
export * from './loops/index.ts';
export * from './memory/index.ts';
export * from './metrics/index.ts';
export * from './program/index.ts';
export * from './secrets/index.ts';
export * from './transport/index.ts';
