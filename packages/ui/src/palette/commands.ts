/** Owns which commands fit what was typed. */

interface Searchable {
  readonly label: string;
  readonly group: string;
  readonly found?: boolean;
}

/** Every word typed must occur in the label or group; what was found elsewhere always stays, behind the rest. */
export function filterCommands<C extends Searchable>(commands: readonly C[], query: string): C[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ label, group, found }: C) =>
    found !== true && words.every((word) => `${label} ${group}`.toLowerCase().includes(word));
  return [...commands.filter(fits), ...commands.filter(({ found }) => found === true)];
}
