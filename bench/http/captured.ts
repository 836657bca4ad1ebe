/** Owns what is handed from the marketplace to the yardstick: the statements that its routes ran, with their values. */

/** A named statement as it was run. */
export interface Captured {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface Statements {
  readonly put: Captured;
  readonly patch: Captured;
  readonly get: Captured;
  readonly list: Captured;
  readonly place: Captured;
  /** What of the placed order must be another for each order. */
  readonly placed: { readonly ids: readonly string[]; readonly reference: string; readonly sku: string };
}
