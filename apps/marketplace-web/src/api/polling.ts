/** Owns asking again and again for what is looked at; the browser's hidden pages do not ask. */

interface Asked {
  readonly state: { readonly data: unknown };
}

/** An interval that holds once there is something to keep true; before, a failure stays in sight until one tries again. */
export const pollEvery =
  (intervalMs: number) =>
  ({ state }: Asked): number | false =>
    state.data === undefined ? false : intervalMs;
