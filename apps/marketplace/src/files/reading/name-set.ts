/** Owns a set of very many names in little memory: 16 to 32 bytes and the name itself for each. */

const FIRST_SLOTS = 1_024;
const EMPTY = -1;

export class NameSet {
  /** Names one after the other, as UTF-8. */
  #names = Buffer.alloc(16 * FIRST_SLOTS);
  #used = 0;
  #count = 0;
  /** By slot: the entry of a name, or empty. There are at least twice as many slots as names. */
  #slots = new Int32Array(FIRST_SLOTS).fill(EMPTY);
  /** By entry: where its name begins (the next begins where it ends), and its hash. */
  #starts = new Float64Array(FIRST_SLOTS / 2);
  #hashes = new Int32Array(FIRST_SLOTS / 2);

  /** Adds a name; false when it was there. */
  add(name: string): boolean {
    const length = this.#write(name);
    const hash = this.#hash(length);
    const slot = this.#slotOf(hash, length);
    if (this.#slots[slot] !== EMPTY) return false;
    const entry = this.#count;
    this.#slots[slot] = entry;
    this.#starts[entry] = this.#used;
    this.#hashes[entry] = hash;
    this.#used += length;
    this.#count += 1;
    if (this.#count * 2 >= this.#slots.length) this.#grow();
    return true;
  }

  has(name: string): boolean {
    const length = this.#write(name);
    return this.#slots[this.#slotOf(this.#hash(length), length)] !== EMPTY;
  }

  /** Writes a name behind the others, where it is compared, and kept when it is new. */
  #write(name: string): number {
    const most = this.#used + name.length * 3;
    if (most > this.#names.length) {
      const larger = Buffer.alloc(Math.max(most, this.#names.length * 2));
      this.#names.copy(larger, 0, 0, this.#used);
      this.#names = larger;
    }
    return this.#names.write(name, this.#used);
  }

  /** The slot of the name that was written last: that of its entry, or the empty one where it belongs. */
  #slotOf(hash: number, length: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = this.#slots[slot] ?? EMPTY;
      if (entry === EMPTY || (this.#hashes[entry] === hash && this.#isSame(entry, length))) return slot;
    }
  }

  #isSame(entry: number, length: number): boolean {
    const start = this.#starts[entry] ?? 0;
    const end = entry + 1 < this.#count ? (this.#starts[entry + 1] ?? 0) : this.#used;
    return (
      end - start === length && this.#names.compare(this.#names, start, end, this.#used, this.#used + length) === 0
    );
  }

  /** FNV-1a, its bits mixed once more since neighbouring names differ in their last characters only. */
  #hash(length: number): number {
    const names = this.#names;
    const end = this.#used + length;
    let hash = 0x811c9dc5;
    for (let index = this.#used; index < end; index += 1) hash = Math.imul(hash ^ (names[index] ?? 0), 0x01000193);
    return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) | 0;
  }

  #grow(): void {
    const size = this.#slots.length * 2;
    this.#slots = new Int32Array(size).fill(EMPTY);
    for (let entry = 0; entry < this.#count; entry += 1) {
      let slot = (this.#hashes[entry] ?? 0) & (size - 1);
      while (this.#slots[slot] !== EMPTY) slot = (slot + 1) & (size - 1);
      this.#slots[slot] = entry;
    }
    this.#starts = enlarged(this.#starts, new Float64Array(size / 2));
    this.#hashes = enlarged(this.#hashes, new Int32Array(size / 2));
  }
}

function enlarged<Numbers extends Int32Array | Float64Array>(from: Numbers, into: Numbers): Numbers {
  into.set(from);
  return into;
}
