/** Owns reading what came from outside field by field, noting every place that is not as it must be. */
import { parseWireDate } from '@jetway/jet-api';
import { type Cents, centsFromDecimal, type Instant } from '@jetway/kernel';

export type Fields = Readonly<Record<string, unknown>>;

export interface FieldReader {
  /** What was wrong so far, each with its place. */
  readonly faults: readonly string[];
  /** Notes something that the reader cannot know by itself. */
  readonly fault: (text: string) => void;
  /** A text that must be there. */
  readonly text: (fields: Fields, name: string, path: string) => string;
  readonly object: (fields: Fields, name: string, path: string) => Fields;
  /** A list that must be there. */
  readonly list: (fields: Fields, name: string, path: string) => readonly Fields[];
  readonly units: (fields: Fields, name: string, path: string, least: number) => number;
  /** US dollars, not below zero; 0 when left out and not `required`. */
  readonly cents: (fields: Fields, name: string, path: string, required?: 'required') => Cents;
  /** A date that must be there. */
  readonly date: (fields: Fields, name: string, path: string) => Instant;
}

/** More units than this in one line are a mistake. */
const MOST_UNITS = 1_000_000;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text, or null when it is left out, empty or none. */
export function optionalText(fields: Fields, name: string): string | null {
  const value = fields[name];
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** A date, or null when it is left out or none. */
export function optionalDate(fields: Fields, name: string): Instant | null {
  const value = fields[name];
  return typeof value === 'string' ? (parseWireDate(value) ?? null) : null;
}

/** A whole number of units, 0 when left out or none. */
export function optionalUnits(fields: Fields, name: string): number {
  const value = fields[name];
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}

export const optionalObject = (fields: Fields, name: string): Fields => {
  const value = fields[name];
  return isFields(value) ? value : {};
};

export const optionalList = (fields: Fields, name: string): readonly Fields[] => {
  const value = fields[name];
  return Array.isArray(value) ? value.filter(isFields) : [];
};

export function createFieldReader(): FieldReader {
  const faults: string[] = [];
  const fault = (text: string): void => {
    faults.push(text);
  };
  return {
    faults,
    fault,
    text: (fields, name, path) => {
      const value = optionalText(fields, name);
      if (value === null) fault(`${path}${name} is missing.`);
      return value ?? '';
    },
    object: (fields, name, path) => {
      const value = fields[name];
      if (isFields(value)) return value;
      fault(`${path}${name} is missing.`);
      return {};
    },
    list: (fields, name, path) => {
      const value = fields[name];
      if (Array.isArray(value) && value.length > 0 && value.every(isFields)) return value;
      fault(`${path}${name} is empty or no list of objects.`);
      return [];
    },
    units: (fields, name, path, least) => {
      const value = fields[name];
      if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= MOST_UNITS) return value;
      fault(`${path}${name} is no whole number from ${least} to ${MOST_UNITS}.`);
      return least;
    },
    cents: (fields, name, path, required) => {
      const value = fields[name];
      if ((value === undefined || value === null) && required === undefined) return 0;
      const cents = typeof value === 'number' && value >= 0 ? centsFromDecimal(value) : undefined;
      if (cents === undefined) fault(`${path}${name} is no amount.`);
      return cents ?? 0;
    },
    date: (fields, name, path) => {
      const value = optionalDate(fields, name);
      if (value === null) fault(`${path}${name} is no date.`);
      return value ?? 0;
    },
  };
}
