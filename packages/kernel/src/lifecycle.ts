/** Owns lifecycles: a table of states and transitions, checked when it is made, asked instead of comparing statuses. */

export interface Transition<State extends string> {
  readonly from: readonly State[];
  readonly to: State;
}

export type TransitionTable<State extends string, Event extends string> = Readonly<
  Record<Event, readonly Transition<State>[]>
>;

export interface Lifecycle<State extends string, Event extends string> {
  readonly name: string;
  readonly initial: State;
  readonly states: readonly State[];
  readonly events: readonly Event[];
  /** States that no transition leaves. */
  readonly final: ReadonlySet<State>;
  /** Every state that the event may lead to from this state; empty when it is not allowed there. */
  readonly targets: (from: State, event: Event) => readonly State[];
  /** Whether the event may happen in this state (and, when given, lead to that one). */
  readonly allows: (from: State, event: Event, to?: State) => boolean;
  /** The states in which the event may happen; a guarded update takes its `from` states from here. */
  readonly sources: (event: Event) => readonly State[];
}

/**
 * Makes a lifecycle from its table. An event with several transitions from one state leaves the choice of target to
 * the decision that knows the quantities.
 * @throws Error when a state is unknown, unreachable, or an event has no transition: such a table is a bug.
 */
export function defineLifecycle<const State extends string, const Event extends string>(definition: {
  readonly name: string;
  readonly initial: State;
  readonly states: readonly State[];
  readonly transitions: TransitionTable<NoInfer<State>, Event>;
}): Lifecycle<State, Event> {
  const { name, initial, states } = definition;
  const transitions: Readonly<Record<Event, readonly Transition<State>[]>> = definition.transitions;
  const events = Object.keys(transitions) as Event[];
  const all = events.flatMap((event) => transitions[event]);
  check(
    name,
    initial,
    states,
    events.filter((event) => transitions[event].length === 0),
    all,
  );
  const left = new Set(all.flatMap((transition) => transition.from));
  const targets = (from: State, event: Event): readonly State[] => [
    ...new Set(
      transitions[event].filter((transition) => transition.from.includes(from)).map((transition) => transition.to),
    ),
  ];
  return {
    name,
    initial,
    states,
    events,
    final: new Set(states.filter((state) => !left.has(state))),
    targets,
    allows: (from, event, to) => {
      const found = targets(from, event);
      return to === undefined ? found.length > 0 : found.includes(to);
    },
    sources: (event) => [...new Set(transitions[event].flatMap((transition) => transition.from))],
  };
}

function check(
  name: string,
  initial: string,
  states: readonly string[],
  empty: readonly string[],
  all: readonly Transition<string>[],
): void {
  const fail = (what: string): never => {
    throw new Error(`lifecycle ${name}: ${what}`);
  };
  if (empty.length > 0) fail(`the event ${empty.join(', ')} has no transition`);
  const known = new Set(states);
  if (!known.has(initial)) fail(`the initial state ${initial} is not among its states`);
  for (const state of all.flatMap((transition) => [...transition.from, transition.to])) {
    if (!known.has(state)) fail(`unknown state ${state}`);
  }
  const reached = new Set([initial]);
  for (let size = 0; size !== reached.size; ) {
    size = reached.size;
    for (const { from, to } of all) if (from.some((state) => reached.has(state))) reached.add(to);
  }
  const lost = states.filter((state) => !reached.has(state));
  if (lost.length > 0) fail(`no way leads to ${lost.join(', ')}`);
}
