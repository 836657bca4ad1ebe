/** An HTTP contract as data, and what follows from it in any runtime. */
export * from './client.ts';
export * from './openapi.ts';
export * from './problem.ts';
export * from './route.ts';
