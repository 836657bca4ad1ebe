/** Owns how those who did something are named. */

/** The server names people as "user:<address>", programs as "key:<name>", and itself as "system". */
export function actorName(actor: string): string {
  if (actor === 'system') return 'Jetway';
  if (actor.startsWith('user:')) return actor.slice('user:'.length);
  return actor.startsWith('key:') ? `key “${actor.slice('key:'.length)}”` : actor;
}
