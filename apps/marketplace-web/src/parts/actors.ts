/** Owns who did something, in words. */

/** "merchant:4F2A…" and the like, for people; the whole is shown on hover. */
export function actorText(actor: string): string {
  if (actor.endsWith('.timers')) return 'the world’s clock';
  const [kind, ...rest] = actor.split(':');
  const name = rest.join(':');
  if (kind === 'operator') return name === 'marketplace' ? 'a shopper' : `operator ${name}`;
  return kind === 'merchant' ? 'the merchant' : actor;
}
