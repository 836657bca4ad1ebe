/** Owns doing the same for many things, several at a time, with the results in the order of the things. */

/**
 * Results in the order of the things; at most `width` are under way. When one throws, or the reader stops, those under
 * way are told to stop by their signal.
 */
export async function* mapAhead<T, U>(
  things: Iterable<T> | AsyncIterable<T>,
  width: number,
  map: (thing: T, ending: AbortSignal) => Promise<U>,
): AsyncGenerator<U, void, undefined> {
  const ending = new AbortController();
  const underWay: Promise<U>[] = [];
  try {
    for await (const thing of things) {
      const result = map(thing, ending.signal);
      // One that is not waited for any more must not end the program.
      result.catch(() => undefined);
      underWay.push(result);
      const next = underWay.length >= width ? underWay.shift() : undefined;
      if (next !== undefined) yield await next;
    }
    for (let next = underWay.shift(); next !== undefined; next = underWay.shift()) yield await next;
  } finally {
    ending.abort();
  }
}
