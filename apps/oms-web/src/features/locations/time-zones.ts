/** Owns the time zones a location can lie in. */

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

/** The zone of whoever sits here, which is the likeliest for a first location. */
export const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
