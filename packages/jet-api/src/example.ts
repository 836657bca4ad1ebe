/** Owns the shape of a documented example. */

/** A request body printed in the documentation. */
export interface RequestExample {
  readonly kind: 'request';
  /** Operation that the body is sent to. */
  readonly route: string;
  readonly name: string;
  readonly body: unknown;
}

/** An answer printed in the documentation. */
export interface ReplyExample {
  readonly kind: 'reply';
  readonly route: string;
  readonly name: string;
  readonly status: number;
  readonly body: unknown;
  /** Always-returned properties that the printed answer lacks. */
  readonly lacks?: readonly string[];
}

export type JetExample = RequestExample | ReplyExample;

/** The request bodies of one operation by name, the form of a route's `examples`. */
export const requestBodies = (examples: readonly JetExample[], route: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    examples.flatMap((example) =>
      example.kind === 'request' && example.route === route ? [[example.name, example.body] as const] : [],
    ),
  );
