/** Owns what a SKU is found by: the words of its title and its own text, and what a search means. */

/** A SKU as other features see it. */
export interface SkuRow {
  readonly skuId: string;
  readonly sku: string;
  readonly title: string;
  readonly imageUrl: string | null;
  readonly active: boolean;
}

/** A SKU as a text was found to mean it. */
export interface FoundSku extends SkuRow {
  /** Made of other SKUs: it has no stock of its own. */
  readonly isKit: boolean;
}

/** Longer words are cut: nobody types more to find them. */
const LONGEST_WORD = 64;
/** A title of 500 characters cannot hold many more words that matter. */
const MOST_WORDS = 60;

const wordsOf = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.slice(0, LONGEST_WORD));

/** What a SKU is kept under: each word of its title, and its own text as a whole, in lower case. */
export function searchWords(sku: string, title: string): readonly string[] {
  return [...new Set([sku.toLowerCase().slice(0, LONGEST_WORD), ...wordsOf(sku), ...wordsOf(title)])].slice(
    0,
    MOST_WORDS,
  );
}

/** A search: SKUs that have a word beginning with `whole`, or for each of `words` one that begins with it. */
export interface Search {
  readonly whole: string;
  readonly words: readonly string[];
}

/** Undefined when there is nothing to search for. */
export function readSearch(text: string): Search | undefined {
  const whole = text.trim().toLowerCase();
  if (whole === '') return undefined;
  return { whole: whole.slice(0, LONGEST_WORD), words: [...new Set(wordsOf(whole))] };
}
