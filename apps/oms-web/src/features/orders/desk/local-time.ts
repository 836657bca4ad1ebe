/** Owns instants as the browser's field for date and time has them: in the reader's zone, to the minute. */

const two = (part: number): string => String(part).padStart(2, '0');

/** "2026-11-23T14:00" */
export function toLocalField(at: number): string {
  const date = new Date(at);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Null for an empty field, and for one that is filled in half. */
export function fromLocalField(text: string): number | null {
  const at = Date.parse(text);
  return text === '' || Number.isNaN(at) ? null : at;
}
