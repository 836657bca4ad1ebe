/** Owns the time zones a node can lie in. */

/** Where Jet's sellers ship from, first; then all the browser knows. */
const usual = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
];

export const timeZones = (): { group: string; items: string[] }[] => [
  { group: 'United States', items: usual },
  { group: 'Elsewhere', items: Intl.supportedValuesOf('timeZone').filter((zone) => !usual.includes(zone)) },
];

/** The zone of whoever sits here, when it can be chosen; else the first. */
export function likelyTimeZone(): string {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const known = timeZones().flatMap(({ items }) => items);
  return known.includes(own) ? own : (known[0] ?? '');
}
