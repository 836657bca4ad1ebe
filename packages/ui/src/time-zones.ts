/** Owns the time zones in which a warehouse can lie. */

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

/** All zones to choose from, in the groups that a `Select` takes. */
export const timeZones = (): { group: string; items: string[] }[] => [
  { group: 'United States', items: usual },
  { group: 'Elsewhere', items: Intl.supportedValuesOf('timeZone').filter((zone) => !usual.includes(zone)) },
];

/** The zone of whoever sits here, which is the likeliest for a first warehouse. */
export const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The zone of whoever sits here, when it can be chosen; else the first. */
export function likelyTimeZone(): string {
  const own = ownTimeZone();
  const known = timeZones().flatMap(({ items }) => items);
  return known.includes(own) ? own : (known[0] ?? '');
}
