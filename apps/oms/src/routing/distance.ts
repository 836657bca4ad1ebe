/** Owns how far apart two zip codes lie: by the middles of their areas, which is enough to choose among warehouses. */
import { zipAreas } from './zip-areas.ts';

interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

const areas: ReadonlyMap<string, Point> = new Map(
  zipAreas
    .trim()
    .split(/,\s*/)
    .map((entry) => {
      const [prefix = '', latitude, longitude] = entry.split(' ');
      return [prefix, { latitude: Number(latitude), longitude: Number(longitude) }] as const;
    }),
);

const EARTH_RADIUS_MILES = 3_958.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Miles between two zip codes, in any of their forms; undefined when one is nowhere known, such as a military one. */
export function milesBetween(one: string | null, other: string | null): number | undefined {
  const [a, b] = [areaOf(one), areaOf(other)];
  if (a === undefined || b === undefined) return undefined;
  const north = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2;
  const east = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  const between = north + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * east;
  return 2 * EARTH_RADIUS_MILES * Math.asin(Math.min(1, Math.sqrt(between)));
}

const areaOf = (zipCode: string | null): Point | undefined =>
  zipCode === null || !/^\s*\d{5}/.test(zipCode) ? undefined : areas.get(zipCode.trim().slice(0, 3));
