/** Owns which shortcut a row of key presses means; pure, so that it can be tested. */

export interface Shortcut {
  /** Keys as people read them, pressed one after another: "g o", "/", "?", "mod+k". */
  readonly keys: string;
  readonly description: string;
  /** Heading in the help. */
  readonly group: string;
  readonly run: () => void;
  /** Works while a text field has the focus, too. */
  readonly inFields?: boolean;
}

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Keys of a sequence must follow each other within this span. */
export const SEQUENCE_MS = 1_000;

/** The name of a key press within `keys`; undefined when no shortcut can use it. */
export function keyName(press: KeyPress): string | undefined {
  if (press.altKey || ['Shift', 'Control', 'Meta', 'Alt'].includes(press.key)) return undefined;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  return press.ctrlKey || press.metaKey ? `mod+${key}` : key;
}

export interface Matched<S> {
  readonly shortcut: S | undefined;
  /** What was typed so far of a longer sequence. */
  readonly pending: string;
}

/**
 * What a key does after what was typed before it. A key that continues no sequence starts anew by itself.
 * Of several shortcuts with the same keys the last one counts: what was opened later is nearer to the reader.
 */
export function matchKey<S extends { readonly keys: string }>(
  shortcuts: readonly S[],
  pending: string,
  key: string,
): Matched<S> {
  const typed = pending === '' ? key : `${pending} ${key}`;
  const shortcut = shortcuts.findLast(({ keys }) => keys === typed);
  if (shortcut !== undefined) return { shortcut, pending: '' };
  if (shortcuts.some(({ keys }) => keys.startsWith(`${typed} `))) return { shortcut: undefined, pending: typed };
  return pending === '' ? { shortcut: undefined, pending: '' } : matchKey(shortcuts, '', key);
}
