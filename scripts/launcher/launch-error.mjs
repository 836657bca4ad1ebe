/** Owns the one kind of failure that the launcher tells in a single line, without a stack. */
export class LaunchError extends Error {}
