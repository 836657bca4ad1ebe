/** Owns what words for carriers and methods mean: by an organization's mappings, else by the channel's own lists. */
import { ok, type Result, refuse } from '@jetway/kernel';
import type { Channel } from '../channels/index.ts';

/** What a word stands for, in the channel's spelling. */
export interface MappedWord {
  readonly carrier: string;
  /** Null when the word tells the carrier only. */
  readonly method: string | null;
}

/** How somebody says that a parcel goes. */
export interface AskedCarrier {
  readonly carrier?: string | undefined;
  readonly method?: string | undefined;
  /** What the buyer asked for, as the channel told it. */
  readonly serviceLevel: string | null;
}

/** The mappings that may matter for what is asked: by the key of their word, and by service level. */
export interface CarrierWords {
  readonly byKey: ReadonlyMap<string, MappedWord>;
  readonly byLevel: ReadonlyMap<string, MappedWord>;
}

export interface FoundCarrier {
  readonly carrier: string;
  readonly method: string;
  readonly by: 'mapping' | 'channel' | 'default';
}

/** Letters and digits in lower case: what tells words apart. */
export const wordKey = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** The keys under which mappings of what is asked would stand: both words together, and each by itself. */
export const keysOf = ({ carrier, method }: AskedCarrier): string[] =>
  [carrier !== undefined && method !== undefined ? `${carrier} ${method}` : undefined, carrier, method]
    .filter((word) => word !== undefined)
    .map(wordKey);

type CarrierCode = 'unknown_carrier' | 'unknown_method';

/** Where people teach the OMS a word. */
const TEACH = 'Add the word under Settings › Carriers.';

const noCarrier = (text: string) => refuse('unknown_carrier', text, { path: '/carrier' });
const noMethod = (text: string) => refuse('unknown_method', text, { path: '/method' });

/**
 * Reads words for a carrier and a method. A mapping counts before the channel's list, because somebody chose it. With no
 * words at all the default of the service level counts. What a mapping says is held against the channel's lists again.
 */
export function findCarrier(
  channel: Channel,
  words: CarrierWords,
  { carrier, method, serviceLevel }: AskedCarrier,
): Result<FoundCarrier, CarrierCode> {
  const fallback = serviceLevel === null ? undefined : words.byLevel.get(serviceLevel);
  if (carrier === undefined && method === undefined) return byDefault(channel, fallback, serviceLevel);
  const [whole = '', ...parts] = keysOf({ carrier, method, serviceLevel });
  const mapped = words.byKey.get(whole);
  if (mapped !== undefined && mapped.method !== null) return sound(channel, mapped.carrier, mapped.method, 'mapping');
  if (carrier === undefined) return byMethod(channel, method ?? '');
  const found = words.byKey.get(parts[0] ?? whole)?.carrier ?? channel.matchCarrier(carrier);
  if (method !== undefined) return both(channel, words, found, carrier, method);
  if (found === undefined) {
    const both = byMethod(channel, carrier);
    return both.ok ? both : noCarrier(`The channel knows no carrier ${carrier}, and no mapping does. ${TEACH}`);
  }
  if (fallback?.method != null && fallback.carrier === found)
    return sound(channel, fallback.carrier, fallback.method, 'default');
  return noMethod(`${carrier} alone does not tell by which method the parcel goes. ${TEACH}`);
}

/** Both words were said, and no mapping knows them together. */
function both(
  channel: Channel,
  words: CarrierWords,
  found: string | undefined,
  carrier: string,
  method: string,
): Result<FoundCarrier, CarrierCode> {
  if (found === undefined) return noCarrier(`The channel knows no carrier ${carrier}, and no mapping does. ${TEACH}`);
  const mapped = words.byKey.get(wordKey(method))?.method ?? undefined;
  const known = mapped ?? channel.matchMethod(method);
  if (known === undefined) return noMethod(`The channel knows no method ${method}, and no mapping does. ${TEACH}`);
  const isMapped = mapped !== undefined || words.byKey.has(wordKey(carrier));
  return sound(channel, found, known, isMapped ? 'mapping' : 'channel');
}

function byDefault(
  channel: Channel,
  fallback: MappedWord | undefined,
  serviceLevel: string | null,
): Result<FoundCarrier, CarrierCode> {
  if (fallback?.method != null) return sound(channel, fallback.carrier, fallback.method, 'default');
  const level = serviceLevel === null ? 'an order without a service level' : serviceLevel;
  return noCarrier(`Nothing says by which carrier it goes, and there is no default for ${level}. ${TEACH}`);
}

/** A method's name tells its carrier, where the channel lists it under one; the longest name is the closest. */
function byMethod(channel: Channel, word: string): Result<FoundCarrier, CarrierCode> {
  const method = channel.matchMethod(word);
  if (method === undefined) return noMethod(`The channel knows no method ${word}, and no mapping does. ${TEACH}`);
  const { carriers, methodsByCarrier } = channel.shippingOptions();
  const [carrier] = carriers
    .filter((one) => methodsByCarrier[one]?.includes(method) === true)
    .toSorted((a, b) => b.length - a.length);
  if (carrier === undefined || carriers.every((one) => methodsByCarrier[one]?.includes(method) === true))
    return noCarrier(`${word} does not tell which carrier it is. ${TEACH}`);
  return ok({ carrier, method, by: 'channel' });
}

function sound(
  channel: Channel,
  carrier: string,
  method: string,
  by: FoundCarrier['by'],
): Result<FoundCarrier, CarrierCode> {
  const known = channel.matchCarrier(carrier);
  if (known === undefined) return noCarrier(`The channel knows no carrier ${carrier} any more. ${TEACH}`);
  const way = channel.matchMethod(method);
  if (way === undefined) return noMethod(`The channel knows no method ${method} any more. ${TEACH}`);
  return ok({ carrier: known, method: way, by });
}
