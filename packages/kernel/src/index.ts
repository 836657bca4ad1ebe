/** The pure building blocks that every part of Jetway stands on. */
export * from './clock.ts';
export * from './ids.ts';
export * from './lifecycle.ts';
export * from './money.ts';
export * from './paging.ts';
export * from './result.ts';
