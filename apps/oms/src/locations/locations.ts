/** Owns what a location is, and which time zones there are. */

export interface LocationNode {
  readonly connectionId: string;
  readonly nodeId: string;
}

/** A place where stock lies. */
export interface LocationRow {
  readonly locationId: string;
  readonly name: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Local time HH:MM: what is released before it ships the same day. */
  readonly cutOff: string;
  readonly zipCode: string | null;
  /** Among locations that are equally good for an order: the lower number first. */
  readonly priority: number;
  readonly active: boolean;
  readonly nodes: readonly LocationNode[];
  readonly version: number;
}

/** Whether the name is a time zone that this program can compute with. */
export function isTimeZone(name: string): boolean {
  try {
    return name !== '' && new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Two entries for one connection, or none: a location is one node of each connection. */
export function repeatedConnection(nodes: readonly LocationNode[]): number | undefined {
  const index = nodes.findIndex(
    (node, at) => nodes.findIndex((other) => other.connectionId === node.connectionId) < at,
  );
  return index === -1 ? undefined : index;
}
