/** Owns what the address of a thing's page may say: which of its two sides is shown. */
export interface DetailSearch {
  readonly view?: 'merchant';
}

export const parseDetailSearch = ({ view }: Readonly<Record<string, unknown>>): DetailSearch =>
  view === 'merchant' ? { view } : {};
