/** Owns what a tag is: a word of the organization's own on an order. */
import { ok, type Result, refuse } from '@jetway/kernel';
import { MAX_TAG_LENGTH, MAX_TAGS } from '@jetway/oms-api';

/** As it is kept: lower case, single blanks; undefined when nothing or too much is left of it. */
export function normaliseTag(text: string): string | undefined {
  const tag = text.normalize('NFC').toLowerCase().replace(/\p{C}/gu, ' ').replace(/\s+/gu, ' ').trim();
  return tag === '' || [...tag].length > MAX_TAG_LENGTH ? undefined : tag;
}

export interface TagWish {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

export interface TagChange {
  /** All tags after it, in the order in which they came. */
  readonly tags: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** What becomes of an order's tags. What is both added and removed stays. */
export function changeTags(tags: readonly string[], wish: TagWish): Result<TagChange, 'bad_tag' | 'too_many_tags'> {
  const read = { add: wish.add.map(normaliseTag), remove: wish.remove.map(normaliseTag) };
  const bad = read.add.indexOf(undefined);
  if (bad !== -1)
    return refuse('bad_tag', `A tag has between 1 and ${MAX_TAG_LENGTH} characters.`, { path: `/add/${bad}` });
  const wanted = new Set(read.add.filter((tag) => tag !== undefined));
  const unwanted = new Set(read.remove.filter((tag) => tag !== undefined && !wanted.has(tag)));
  const removed = tags.filter((tag) => unwanted.has(tag));
  const added = [...wanted].filter((tag) => !tags.includes(tag));
  const left = [...tags.filter((tag) => !unwanted.has(tag)), ...added];
  if (added.length > 0 && left.length > MAX_TAGS)
    return refuse('too_many_tags', `An order has at most ${MAX_TAGS} tags.`);
  return ok({ tags: left, added, removed });
}

const quoted = (tags: readonly string[]): string => tags.map((tag) => `“${tag}”`).join(', ');

/** For the order's history. */
export const tagWords = ({ added, removed }: TagChange): string =>
  [
    ...(added.length > 0 ? [`Tagged ${quoted(added)}.`] : []),
    ...(removed.length > 0 ? [`No longer tagged ${quoted(removed)}.`] : []),
  ].join(' ');
