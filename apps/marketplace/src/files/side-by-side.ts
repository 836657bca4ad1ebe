/** Owns how many batches of a file are written at once: some, and such as share no SKU, so that none overtakes another. */

export class SideBySide {
  readonly #most: number;
  /** What runs, with the SKUs that it is about. */
  readonly #running = new Map<Promise<void>, ReadonlySet<string>>();
  #failure: { readonly error: unknown } | undefined;

  constructor(most: number) {
    this.#most = most;
  }

  /** Begins once there is room and nothing runs about one of these SKUs; rejects with what went wrong before. */
  async begin(skus: readonly string[], work: () => Promise<void>): Promise<void> {
    const own = new Set(skus);
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure.error;
      const all = [...this.#running];
      const inTheWay = all.length < this.#most ? all.filter(([, others]) => skus.some((sku) => others.has(sku))) : all;
      if (inTheWay.length === 0) break;
      await Promise.race(inTheWay.map(([running]) => running));
    }
    const running: Promise<void> = work()
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => this.#running.delete(running));
    this.#running.set(running, own);
  }

  /** Waits for all that runs; rejects with what went wrong. */
  async end(): Promise<void> {
    await this.settle();
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  /** Waits for all that runs, however it ends. */
  async settle(): Promise<void> {
    await Promise.all(this.#running.keys());
  }
}
