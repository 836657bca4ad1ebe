/**
 * Owns one letter: İ (U+0130), the only one that gets longer in lower case. Routing lower-cases paths and cuts the
 * parameters out of the original at the same positions, so with an İ in a parameter it would cut in the wrong places.
 * While a path is routed, a code point that never occurs in text stands in for it.
 */

/** U+FFFE, of which Unicode says that it is no character. */
const STAND_IN = '\uFFFE';
const ENCODED_STAND_IN = '%EF%BF%BE';

/** The address to route by. */
export const routable = (url: string): string => (url.includes('%') ? url.replace(/%c4%b0/gi, ENCODED_STAND_IN) : url);

/** The parameters with the letter back in its place. */
export function withDottedCapitals(params: Record<string, unknown>): Record<string, unknown> {
  for (const [name, value] of Object.entries(params)) {
    if (typeof value === 'string' && value.includes(STAND_IN)) params[name] = value.replaceAll(STAND_IN, '\u0130');
  }
  return params;
}
