/** Owns making outside JSON fit for keeping: no database keeps null characters or halves of surrogate pairs. */

const REPLACEMENT = '\uFFFD';

/** The same value; in every text (names of fields too) what cannot be kept is replaced by U+FFFD. */
export function soundJson(value: unknown): unknown {
  if (typeof value === 'string') return soundText(value);
  if (Array.isArray(value)) return value.map(soundJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [soundText(name), soundJson(one)]));
}

export const soundText = (text: string): string => text.replaceAll('\0', REPLACEMENT).toWellFormed();
