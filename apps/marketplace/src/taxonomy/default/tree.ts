/** Owns the form in which the default browse tree is written down. */

/** Names of attributes: keys of `defaultAttributes`. */
export interface Shelf {
  readonly name: string;
  readonly attributes?: readonly string[];
  readonly taxCode?: string;
}

export interface Aisle {
  readonly name: string;
  /** Of each of its shelves. */
  readonly attributes?: readonly string[];
  readonly taxCode?: string;
  readonly shelves: readonly (string | Shelf)[];
}

/** A department has a number of its own, from which those of its aisles and shelves follow: add at the end of a list only. */
export interface Department {
  readonly id: number;
  readonly name: string;
  /** Of everything below. */
  readonly attributes: readonly string[];
  readonly taxCode?: string;
  readonly aisles: readonly Aisle[];
}

export const aisle = (
  name: string,
  attributes: readonly string[],
  shelves: Aisle['shelves'],
  taxCode?: string,
): Aisle => ({
  name,
  attributes,
  shelves,
  ...(taxCode === undefined ? {} : { taxCode }),
});
