/** Owns what an order is found by, and what a search means. */
import type { ChannelOrder } from '../channels/index.ts';

/** Longer words are cut: nobody types more to find them. */
const LONGEST_WORD = 64;
const MOST_WORDS = 200;
/** A search of more words finds nothing that one of so many does not. */
const MOST_SEARCHED = 6;

const cut = (word: string): string => word.slice(0, LONGEST_WORD).toWellFormed();

/** A text as people may begin to type it: each part between blanks, and each part of those between other signs. */
function wordsOf(text: string): string[] {
  const whole = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return whole.flatMap((word) => [cut(word), ...(word.match(/[\p{L}\p{N}]+/gu) ?? []).map(cut)]);
}

const distinct = (words: readonly string[]): readonly string[] => [...new Set(words)].slice(0, MOST_WORDS);

/** What an order is kept under when it is imported. */
export const orderWords = (order: ChannelOrder): readonly string[] =>
  distinct(
    [
      order.referenceNumber,
      order.channelOrderId,
      order.buyer.name,
      order.shipTo.name,
      ...order.lines.map((line) => line.merchantSku),
    ].flatMap(wordsOf),
  );

/** The words of numbers and SKUs: tracking numbers that come later, and what stays when the buyer is forgotten. */
export const plainWords = (texts: readonly string[]): readonly string[] => distinct(texts.flatMap(wordsOf));

/** Beginnings of words; an order must have a word for each. The longest is first. */
export function readSearch(text: string): readonly string[] {
  const words = text
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(cut);
  return [...new Set(words)].toSorted((a, b) => b.length - a.length).slice(0, MOST_SEARCHED);
}
