/** Owns finding where a text stops being JSON. It is asked only about texts that the parser refused. */

export interface JsonFault {
  /** In UTF-16 units from the beginning. */
  readonly index: number;
  /** The character that should not be there; undefined at the end of the text. */
  readonly found: string | undefined;
}

const BLANKS = /[ \t\n\r]*/y;
const BARE = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a text may not hold
const TEXT_PART = /[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** The first place at which no JSON text could go on like this one; undefined when the text is JSON. */
export function findJsonFault(text: string): JsonFault | undefined {
  const reader = new Reader(text);
  reader.skipBlanks();
  const isWhole = reader.readValue() && reader.isAtEnd();
  if (isWhole) return undefined;
  const [found] = text.slice(reader.index);
  return { index: reader.index, found };
}

/** Reads on as long as the text is well; `index` stands where it is not. */
class Reader {
  index = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  isAtEnd(): boolean {
    this.skipBlanks();
    return this.index === this.#text.length;
  }

  skipBlanks(): void {
    this.#match(BLANKS);
  }

  readValue(): boolean {
    const first = this.#text[this.index];
    if (first === '"') return this.#readText();
    if (first === '[') return this.#readItems(']', () => this.readValue());
    if (first === '{') return this.#readItems('}', () => this.#readMember());
    return this.#match(BARE);
  }

  #readItems(close: string, readItem: () => boolean): boolean {
    this.index += 1;
    this.skipBlanks();
    if (this.#take(close)) return true;
    for (;;) {
      if (!readItem()) return false;
      this.skipBlanks();
      if (this.#take(close)) return true;
      if (!this.#take(',')) return false;
      this.skipBlanks();
    }
  }

  #readMember(): boolean {
    if (this.#text[this.index] !== '"' || !this.#readText()) return false;
    this.skipBlanks();
    if (!this.#take(':')) return false;
    this.skipBlanks();
    return this.readValue();
  }

  #readText(): boolean {
    this.index += 1;
    while (this.#match(TEXT_PART));
    return this.#take('"');
  }

  #take(character: string): boolean {
    if (this.#text[this.index] !== character) return false;
    this.index += 1;
    return true;
  }

  #match(form: RegExp): boolean {
    form.lastIndex = this.index;
    const [matched] = form.exec(this.#text) ?? [];
    if (matched === undefined) return false;
    this.index += matched.length;
    return true;
  }
}
