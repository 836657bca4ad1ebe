/** Owns what an order is found by, and what a search means. */
import type { ChannelOrder } from '../channels/index.ts';

/** Longer words are cut: nobody types more to find them. */
const LONGEST_WORD = 64;
const MOST_WORDS = 200;
/** A search of more words finds nothing that one of so many does not. */
const MOST_SEARCHED = 6;

const cut = (word: string): string => word.slice(0, LONGEST_WORD).toWellFormed();

/** Letters that no decomposition takes apart, and how people type them who have no such key. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  '’': "'",
};
const UNPLAIN = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'gu');

/** A text without case, accents and forms of letters: what is typed finds what is written. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    // Lower case may bring marks of its own.
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(UNPLAIN, (letter) => PLAIN[letter] ?? letter);

const parted = (text: string): readonly string[] =>
  folded(text)
    .split(/\s+/)
    .filter((word) => word !== '');

/** A text as people may begin to type it: each part between blanks, and each part of those between other signs. */
const wordsOf = (text: string): string[] =>
  parted(text).flatMap((word) => [cut(word), ...(word.match(/[\p{L}\p{N}]+/gu) ?? []).map(cut)]);

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
  const words = parted(text)
    // "#1042" is how people write the number 1042.
    .map((word) => cut(word.replace(/^#(?=.)/, '')));
  const longestFirst = [...new Set(words)].toSorted((a, b) => b.length - a.length);
  // A word that begins another one asks for nothing more.
  return longestFirst
    .filter((word, at) => !longestFirst.slice(0, at).some((longer) => longer.startsWith(word)))
    .slice(0, MOST_SEARCHED);
}
