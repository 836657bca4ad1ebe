/** Owns what tracking numbers of the carriers look like, and how their check digits are reckoned. */

/** A carrier by the numbers that it gives out. */
export type NumberFamily = 'UPS' | 'FedEx' | 'USPS' | 'DHL' | 'OnTrac' | 'LaserShip' | 'Amazon';

/** One form of number. */
export interface TrackingPattern {
  readonly family: NumberFamily;
  /** Matches a number without blanks and hyphens, in upper case. */
  readonly form: RegExp;
  /** Whether the check digit is right; absent where a form has none. */
  readonly isSound?: (number: string) => boolean;
}

/** Letters count like digits in some forms: A is 2, B is 3, and so on, the tens left out. */
const digitOf = (character: string): number =>
  /\d/.test(character) ? Number(character) : (character.charCodeAt(0) - 63) % 10;

/** Weighs the characters in turn with the two weights; the check digit fills the sum up to the next ten. */
const mod10 = (serial: string, first: number, second: number): number => {
  const sum = [...serial].reduce((total, one, index) => total + digitOf(one) * (index % 2 === 0 ? first : second), 0);
  return (10 - (sum % 10)) % 10;
};

/** The last character is the check digit of those before it. */
const endsIn10 = (text: string, first: number, second: number): boolean =>
  mod10(text.slice(0, -1), first, second) === Number(text.at(-1));

const weighted = (digits: string, weights: readonly number[]): number =>
  [...digits].reduce((sum, digit, index) => sum + Number(digit) * (weights[index % weights.length] ?? 0), 0);

const isFedExExpress = (number: string): boolean =>
  (weighted(number.slice(0, 11), [3, 1, 7]) % 11) % 10 === Number(number[11]);

/** S10 of the Universal Postal Union: two letters, eight digits, a check digit, the country. */
function isPostal(number: string): boolean {
  const check = 11 - (weighted(number.slice(2, 10), [8, 6, 4, 2, 3, 5, 9, 7]) % 11);
  return (check === 10 ? 0 : check === 11 ? 5 : check) === Number(number[10]);
}

/** The remainder of up to ten digits by seven. */
const isDhlExpress = (number: string): boolean => Number(number.slice(0, -1)) % 7 === Number(number.at(-1));

/** A label may begin with the routing code: 420 and the zip code of the address. */
const withoutRouting = (number: string): string => number.replace(/^420(?:\d{5}|\d{9})(?=9[1-5])/, '');

const isPostalBarcode = (number: string): boolean => endsIn10(withoutRouting(number), 3, 1);

/** From the most telling form to the least. */
export const trackingPatterns: readonly TrackingPattern[] = [
  { family: 'UPS', form: /^1Z[0-9A-Z]{15}\d$/, isSound: (number) => endsIn10(number.slice(2), 1, 2) },
  { family: 'Amazon', form: /^TB[ACM]\d{12}$/ },
  { family: 'LaserShip', form: /^(?:1LS\d{12,15}|L[A-Z]\d{8})$/ },
  { family: 'OnTrac', form: /^C\d{14}$/, isSound: (number) => endsIn10(`4${number.slice(1)}`, 1, 2) },
  { family: 'OnTrac', form: /^D\d{14}$/, isSound: (number) => endsIn10(`5${number.slice(1)}`, 1, 2) },
  { family: 'USPS', form: /^[A-Z]{2}\d{9}US$/, isSound: isPostal },
  { family: 'DHL', form: /^GM\d{14,20}$/ },
  { family: 'FedEx', form: /^9261\d{18}$/, isSound: (number) => endsIn10(number, 3, 1) },
  { family: 'USPS', form: /^(?:420(?:\d{5}|\d{9}))?9[1-5](?:\d{20}|\d{24})$/, isSound: isPostalBarcode },
  { family: 'FedEx', form: /^96\d{20}$/, isSound: (number) => endsIn10(number.slice(-15), 1, 3) },
  { family: 'FedEx', form: /^61\d{18}$/, isSound: (number) => endsIn10(`92${number}`, 3, 1) },
  { family: 'USPS', form: /^[0127]\d{19}$/, isSound: (number) => endsIn10(number, 3, 1) },
  { family: 'FedEx', form: /^\d{15}$/, isSound: (number) => endsIn10(number, 1, 3) },
  { family: 'FedEx', form: /^\d{12}$/, isSound: isFedExExpress },
  { family: 'DHL', form: /^\d{10,11}$/, isSound: isDhlExpress },
];
