/** Owns results: an expected failure is a value (a refusal with a code), an exception is a bug. */

/** Why a command was not carried out. `text` may be shown to the caller, `internal` only to the log. */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly text: string;
  readonly internal?: string;
  /** Where in the caller's input, for instance `/items/0/quantity`. */
  readonly path?: string;
}

export type Ok<T> = { readonly ok: true; readonly value: T };
export type Refused<Code extends string = string> = { readonly ok: false; readonly refusal: Refusal<Code> };
export type Result<T, Code extends string = string> = Ok<T> | Refused<Code>;

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });

export function refuse<Code extends string>(
  code: Code,
  text: string,
  more: { readonly internal?: string; readonly path?: string } = {},
): Refused<Code> {
  return { ok: false, refusal: { code, text, ...more } };
}
