/**
 * Owns cutting a JSON object that comes in pieces into its members, each with its place, without reading what is within
 * them. Memory holds one piece and one member, however long the object is.
 */
import type { FilePosition } from '@jetway/jet-api';
import { Place } from './place.ts';

export interface SplitLimits {
  /** Of a member's name and value together. */
  readonly memberBytes: number;
  /** Nesting within a member's value, the value itself being 1. */
  readonly depth: number;
}

/** A member of the object: its name and value are JSON texts that were not looked into yet. */
export interface Member {
  readonly kind: 'member';
  readonly at: FilePosition;
  /** With its quotation marks. */
  readonly name: Uint8Array;
  readonly valueAt: FilePosition;
  /** Empty when the member is beyond a limit. */
  readonly value: Uint8Array;
  readonly beyond: 'bytes' | 'depth' | undefined;
}

/** Where the text is no object any more; nothing comes after it. */
export interface Broken {
  readonly kind: 'broken';
  readonly at: FilePosition;
  /** The character that should not be there; undefined at the end of the text. */
  readonly found: string | undefined;
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_ARRAY = 0x5d;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const NONE = new Uint8Array(0);
const START: FilePosition = { line: 1, column: 1 };

const isBlank = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** Between two things, what must come; or within what the text stands. */
type Between = 'object' | 'firstName' | 'name' | 'colon' | 'value' | 'comma' | 'nothing';
type Within = 'inName' | 'inText' | 'inNested' | 'inBare';

export class MemberSplitter {
  readonly #limits: SplitLimits;
  readonly #place = new Place();
  #step: Between | Within = 'object';
  #text = NONE;
  /** What is before is understood. It lies one beyond the text after a backslash at its end. */
  #index = 0;
  /** Where the name or the value began that the text stands within. */
  #start = 0;
  #at = START;
  #name = NONE;
  #valueAt = START;
  #isQuoted = false;
  #depth = 0;
  #deepest = 0;
  #isLong = false;
  #isBroken = false;
  #isBegun = false;

  constructor(limits: SplitLimits) {
    this.#limits = limits;
  }

  /** The members that are whole with a further piece. */
  push(piece: Uint8Array): (Member | Broken)[] {
    const found: (Member | Broken)[] = [];
    if (this.#isBroken || piece.length === 0) return found;
    this.#append(piece);
    for (;;) {
      const next = this.#advance();
      if (next === undefined) return found;
      if (next === 'on') continue;
      found.push(next);
      if (next.kind === 'broken') return found;
    }
  }

  /** What is to be said at the end of the text. */
  end(): Broken | undefined {
    if (this.#isBroken || this.#step === 'nothing') return undefined;
    return this.#break(this.#text.length, undefined);
  }

  /** The place behind all that came; nothing can be pushed after it was asked for. */
  here(): FilePosition {
    return this.#place.at(this.#text, this.#text.length);
  }

  /** Puts a piece behind what is still needed of the text. */
  #append(piece: Uint8Array): void {
    const { length } = this.#text;
    const isInValue = this.#step === 'inText' || this.#step === 'inNested' || this.#step === 'inBare';
    if (isInValue && length - this.#start > this.#limits.memberBytes) this.#isLong = true;
    const isKept = this.#step === 'inName' || (isInValue && !this.#isLong);
    const from = Math.min(isKept ? this.#start : this.#index, length);
    this.#place.at(this.#text, from);
    this.#place.cut(from);
    const joined = new Uint8Array(length - from + piece.length);
    joined.set(this.#text.subarray(from));
    joined.set(piece, length - from);
    this.#text = joined;
    this.#index -= from;
    this.#start -= from;
    if (!this.#isBegun && joined[0] === 0xef && joined[1] === 0xbb && joined[2] === 0xbf) {
      // A mark of byte order, which some programs write.
      this.#text = joined.subarray(3);
    }
    this.#isBegun = true;
  }

  /** One step on; undefined when more text is needed. */
  #advance(): Member | Broken | 'on' | undefined {
    const step = this.#step;
    if (step === 'inName') return this.#endName();
    if (step === 'inText') return this.#passText() ? this.#member() : undefined;
    if (step === 'inNested') return this.#passNested() ? this.#member() : undefined;
    if (step === 'inBare') return this.#passBare() ? this.#member() : undefined;
    const text = this.#text;
    let index = this.#index;
    while (index < text.length && isBlank(text[index] ?? 0)) index += 1;
    this.#index = index;
    const byte = text[index];
    return byte === undefined ? undefined : this.#take(step, byte);
  }

  #take(step: Between, byte: number): Broken | 'on' {
    if (step === 'object' && byte === OPEN) this.#step = 'firstName';
    else if ((step === 'name' || step === 'firstName') && byte === QUOTE) {
      this.#at = this.#place.at(this.#text, this.#index);
      this.#start = this.#index;
      this.#step = 'inName';
    } else if (step === 'colon' && byte === COLON) this.#step = 'value';
    else if (step === 'comma' && byte === COMMA) this.#step = 'name';
    else if ((step === 'comma' || step === 'firstName') && byte === CLOSE) this.#step = 'nothing';
    else if (step === 'value' && byte !== COMMA && byte !== COLON && byte !== CLOSE && byte !== CLOSE_ARRAY)
      this.#beginValue(byte);
    else return this.#break(this.#index, this.#characterAt(this.#index));
    this.#index += 1;
    return 'on';
  }

  #beginValue(byte: number): void {
    this.#valueAt = this.#place.at(this.#text, this.#index);
    this.#start = this.#index;
    this.#isQuoted = false;
    this.#isLong = false;
    this.#depth = byte === OPEN || byte === OPEN_ARRAY ? 1 : 0;
    this.#deepest = this.#depth;
    this.#step = this.#depth === 1 ? 'inNested' : byte === QUOTE ? 'inText' : 'inBare';
  }

  #endName(): Broken | 'on' | undefined {
    if (this.#passText()) {
      this.#name = this.#text.subarray(this.#start, this.#index);
      this.#step = 'colon';
      return 'on';
    }
    return this.#text.length - this.#start > this.#limits.memberBytes ? this.#break(this.#start, '"') : undefined;
  }

  #member(): Member {
    const end = this.#index;
    const isLong = this.#isLong || end - this.#start + this.#name.length > this.#limits.memberBytes;
    const beyond = isLong ? 'bytes' : this.#deepest > this.#limits.depth ? 'depth' : undefined;
    this.#step = 'comma';
    return {
      kind: 'member',
      at: this.#at,
      name: this.#name,
      valueAt: this.#valueAt,
      value: beyond === undefined ? this.#text.subarray(this.#start, end) : NONE,
      beyond,
    };
  }

  /** From within a text to behind its end; false when the end is not there yet. */
  #passText(): boolean {
    const text = this.#text;
    let index = this.#index;
    for (; index < text.length; index += 1) {
      const byte = text[index];
      if (byte === BACKSLASH) index += 1;
      else if (byte === QUOTE) {
        this.#index = index + 1;
        return true;
      }
    }
    this.#index = index;
    return false;
  }

  /** From within an array or object to behind its end; false when the end is not there yet. */
  #passNested(): boolean {
    const text = this.#text;
    let index = this.#index;
    let isQuoted = this.#isQuoted;
    let depth = this.#depth;
    for (; index < text.length && depth > 0; index += 1) {
      const byte = text[index];
      if (isQuoted) {
        if (byte === BACKSLASH) index += 1;
        else if (byte === QUOTE) isQuoted = false;
      } else if (byte === QUOTE) isQuoted = true;
      else if (byte === OPEN || byte === OPEN_ARRAY) {
        depth += 1;
        if (depth > this.#deepest) this.#deepest = depth;
      } else if (byte === CLOSE || byte === CLOSE_ARRAY) depth -= 1;
    }
    this.#index = index;
    this.#isQuoted = isQuoted;
    this.#depth = depth;
    return depth === 0;
  }

  /** To behind a number or a word; false when it may go on. */
  #passBare(): boolean {
    const text = this.#text;
    let index = this.#index;
    for (; index < text.length; index += 1) {
      const byte = text[index] ?? 0;
      if (byte === COMMA || byte === CLOSE || isBlank(byte)) break;
    }
    this.#index = index;
    return index < text.length;
  }

  #break(index: number, found: string | undefined): Broken {
    this.#isBroken = true;
    return { kind: 'broken', at: this.#place.at(this.#text, index), found };
  }

  #characterAt(index: number): string {
    const [first = ''] = new TextDecoder().decode(this.#text.subarray(index, index + 4));
    return first;
  }
}
