/** Owns sweeping one operation: every trial at every place of its request, and what of them was answered wrongly. */
import { fillPath, type Operation, type Schema } from './contract.ts';
import { jetPlace, type Place, placesOf, valueAt, withValue } from './places.ts';
import type { Call, RawReply } from './raw-http.ts';
import { BOUNDS, type Hints, type Trial, trialsOf } from './trials.ts';

type Values = Readonly<Record<string, string | number>>;

/** A request that is good as it stands. */
export interface Aim {
  readonly params?: Values;
  readonly query?: Values;
  /** With every member that the document knows. */
  readonly body?: unknown;
  /** What is read back after this body was taken, in its form. */
  readonly read?: (sent: unknown) => Promise<unknown>;
}

/** What an operation is tried on. */
export interface Ground extends Hints {
  /** Of a request that is taken. */
  readonly status: number;
  readonly aim: () => Promise<Aim>;
  /** Whether each taken request needs an aim of its own. */
  readonly isSpent?: boolean;
  /** An array of the body: what is tried within its elements may go in one message. */
  readonly mergeAt?: string;
  /** What else a value brings with it, so that the rules across members hold. */
  readonly arrange?: (place: string, value: unknown, body: unknown) => unknown;
  /** By parameter: makes a thing of a given name, and answers the aim at it. Without it nothing has that name. */
  readonly named?: Readonly<Record<string, (name: string) => Promise<Aim>>>;
  /** By place, or place and bound: what another rule says of the bound itself, which nothing can reach. */
  readonly otherwise?: Readonly<Record<string, RegExp>>;
  /** Arrays that are not answered as sent: of elements about one thing the last is kept. */
  readonly keepsLast?: readonly string[];
  /** Signed in otherwise than the rest. */
  readonly call?: Call;
}

export type Grounds = Readonly<Record<string, Ground>>;

type Resolve = (schema: Schema) => Schema;

const parameterPlaces = ({ parameters }: Operation): Place[] =>
  parameters.map(({ name, schema }) => ({ steps: [name], name, alternatives: [schema], isRequired: false }));

/** Every place of a request: parameters by their bare names, members of the body with a slash in front. */
export const placesOfOperation = (operation: Operation, resolve: Resolve): Place[] => [
  ...parameterPlaces(operation),
  ...(operation.body === undefined ? [] : placesOf(operation.body, resolve)),
];

const MERGED = 200;

/** What a trial is about, to tell what was tried: operation, place, keyword of the schema, and which side of it. */
export const trialKey = (operation: string, place: string, keyword: string, isTaken: boolean): string =>
  `${operation} ${place} ${keyword} ${isTaken ? 'taken' : 'refused'}`;

/** A sweep of one operation; both halves answer what went wrong, a line each, and note the keys of what they tried. */
export function sweepOf(operation: Operation, ground: Ground, common: Call, resolve: Resolve, tried: Set<string>) {
  const call = ground.call ?? common;
  const send = (aim: Aim, body: unknown): Promise<RawReply> => {
    const query = Object.entries(aim.query ?? {}).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    const params = Object.fromEntries(Object.entries(aim.params ?? {}).map(([name, value]) => [name, String(value)]));
    const path = `${fillPath(operation.path, params)}${query.length === 0 ? '' : `?${query.join('&')}`}`;
    return call(operation.method, path, body);
  };
  const context: Sweeping = { operation, ground, send };
  const bodyTrials = ({ body }: Aim): Trial[] =>
    operation.body === undefined
      ? []
      : placesOf(operation.body, resolve).flatMap((place) => trialsOf(place, body, ground));
  const trialsAt = (aim: Aim): Trial[] => [...parameterTrials(operation, ground, aim), ...bodyTrials(aim)];
  const trialsOfSide = (aim: Aim, isTaken: boolean): Trial[] => {
    const trials = trialsAt(aim).filter((trial) => trial.isTaken === isTaken);
    for (const { place, keyword } of trials) tried.add(trialKey(operation.id, place.name, keyword, isTaken));
    return trials;
  };
  return {
    /** All that must be refused, on one aim: it changes nothing. */
    refused: async (): Promise<string[]> => {
      const aim = await ground.aim();
      const wrong: string[] = [];
      for (const trial of trialsOfSide(aim, false)) wrong.push(...(await refuse(context, aim, trial)));
      return wrong;
    },
    taken: async (): Promise<string[]> => {
      const aim = await ground.aim();
      const trials = trialsOfSide(aim, true);
      const merges = ({ place }: Trial): boolean => place.steps[0] === ground.mergeAt && place.steps.length > 2;
      const wrong = await takeGood(context, aim);
      const merged = trials.filter((trial) => merges(trial) && otherwiseOf(context, trial) === undefined);
      for (let start = 0; start < merged.length; start += MERGED)
        wrong.push(...(await takeMerged(context, merged.slice(start, start + MERGED))));
      for (const trial of trials.filter((one) => !merged.includes(one))) {
        const own = ground.isSpent === true ? await ground.aim() : aim;
        // What fills an array up names things of the aim.
        const again = trialsAt(own).find(({ place, what }) => place.name === trial.place.name && what === trial.what);
        wrong.push(...(await take(context, own, again ?? trial)));
      }
      return wrong;
    },
    /** All that is tried within bodies, and what is right of each: for another way to send them. */
    bodies: async (): Promise<TriedBody[]> => {
      const aim = await ground.aim();
      return bodyTrials(aim).map((trial) => ({
        what: `${trial.place.name} ${trial.what}`,
        body: trial.isTaken ? bodyAt(context, aim, trial) : withValue(aim.body, trial.place.steps, trial.value),
        isRight: (errors) => {
          const otherwise = otherwiseOf(context, trial);
          if (trial.isTaken && otherwise === undefined) return errors.length === 0;
          return errors.length > 0 && errors.every((error) => isExpected(trial, error, otherwise));
        },
      }));
    },
  };
}

export interface TriedBody {
  readonly what: string;
  readonly body: unknown;
  readonly isRight: (errors: readonly string[]) => boolean;
}

/** An error of a bound that another rule forbids, or of the place itself. */
const isExpected = ({ place, isTaken }: Trial, error: string, otherwise: RegExp | undefined): boolean =>
  isTaken && otherwise !== undefined ? otherwise.test(error) : error.endsWith(` Path: ${jetPlace(place.steps)}`);

interface Sweeping {
  readonly operation: Operation;
  readonly ground: Ground;
  readonly send: (aim: Aim, body: unknown) => Promise<RawReply>;
}

const isParameter = ({ place }: Trial): boolean => !place.name.startsWith('/');

/** A parameter has no type but text, is never left out of a path, and cannot be empty there. */
const parameterTrials = (operation: Operation, ground: Ground, { params = {}, query = {} }: Aim): Trial[] =>
  operation.parameters.flatMap(({ name, schema, in: where }) => {
    const place: Place = { steps: [name], name, alternatives: [schema], isRequired: false };
    const isText = schema.type === 'string';
    return trialsOf(place, { ...params, ...query }, ground).filter(({ keyword, value }) =>
      keyword === 'type' ? !isText && (value === 1.5 || value === 'a text') : !(where === 'path' && value === ''),
    );
  });

const otherwiseOf = ({ ground: { otherwise = {} } }: Sweeping, { place, keyword }: Trial): RegExp | undefined =>
  isBound(keyword) ? (otherwise[`${place.name} ${keyword}`] ?? otherwise[place.name]) : undefined;

const isBound = (keyword: string): boolean => BOUNDS.some((bound) => bound === keyword);

/** The aim with the value tried in its address. */
async function aimAt(
  { operation, ground }: Sweeping,
  aim: Aim,
  { place: { name }, value, keyword, isTaken }: Trial,
): Promise<Aim> {
  const make = isTaken && isBound(keyword) ? ground.named?.[name] : undefined;
  if (make !== undefined) return make(String(value));
  const isInPath = operation.parameters.some((parameter) => parameter.name === name && parameter.in === 'path');
  const asked = { [name]: String(value) };
  // What is asked for need not be asked for together: a query is tried by itself.
  return isInPath ? { ...aim, params: { ...aim.params, ...asked } } : { ...aim, query: asked };
}

function bodyAt({ ground }: Sweeping, aim: Aim, { place, value }: Trial): unknown {
  const body = withValue(aim.body, place.steps, value);
  return ground.arrange?.(place.name, value, body) ?? body;
}

const told = ({ place, what }: Trial, reply: RawReply, more = ''): string =>
  `${place.name} ${what}: ${reply.status} ${reply.text.slice(0, 300)}${more}`;

const errorsOf = ({ text }: RawReply): readonly unknown[] => {
  try {
    const { errors } = JSON.parse(text) as { readonly errors?: unknown };
    return Array.isArray(errors) ? errors : [];
  } catch {
    return [];
  }
};

/** Refused, and for nothing but what stands at the place. */
async function refuse(context: Sweeping, aim: Aim, trial: Trial): Promise<string[]> {
  const reply = isParameter(trial)
    ? await context.send(await aimAt(context, aim, trial), aim.body)
    : await context.send(aim, withValue(aim.body, trial.place.steps, trial.value));
  const path = isParameter(trial) ? `/${trial.place.name}` : jetPlace(trial.place.steps);
  const errors = errorsOf(reply);
  const isRight =
    reply.status === 400 && errors.length > 0 && errors.every((error) => String(error).endsWith(` Path: ${path}`));
  return isRight ? [] : [told(trial, reply)];
}

/** Taken whole, and answered as sent where it can be read back. */
async function takeGood({ ground, send }: Sweeping, aim: Aim): Promise<string[]> {
  const reply = await send(aim, aim.body);
  if (reply.status !== ground.status) return [`the good request: ${reply.status} ${reply.text}`];
  if (aim.read === undefined) return [];
  const given = await aim.read(aim.body);
  return isAsSent(aim.body, given) ? [] : [`the good request: answered as ${JSON.stringify(given)}`];
}

async function take(context: Sweeping, aim: Aim, trial: Trial): Promise<string[]> {
  const { ground, send } = context;
  const otherwise = otherwiseOf(context, trial);
  const there = isParameter(trial) ? await aimAt(context, aim, trial) : aim;
  const body = isParameter(trial) ? there.body : bodyAt(context, aim, trial);
  const reply = await send(there, body);
  if (otherwise !== undefined) {
    const isRight = [400, 404].includes(reply.status) && otherwise.test(reply.text);
    return isRight ? [] : [told(trial, reply, ` instead of ${otherwise}`)];
  }
  if (reply.status !== ground.status) return [told(trial, reply)];
  if (isParameter(trial) || ground.keepsLast?.includes(trial.place.name) === true || there.read === undefined)
    return [];
  return differences(trial, valueAt(await there.read(body), trial.place.steps));
}

/** Many trials in one message: each in an element of its own. */
async function takeMerged(context: Sweeping, trials: readonly Trial[]): Promise<string[]> {
  const { ground, send } = context;
  const array = ground.mergeAt ?? '';
  const aim = await ground.aim();
  const elements = trials.map((trial) => valueAt(bodyAt(context, aim, trial), [array, 0]));
  const body = { ...(aim.body as object), [array]: elements };
  const reply = await send(aim, body);
  if (reply.status !== ground.status) return [`${array}, ${trials.length} at once: ${reply.status} ${reply.text}`];
  const given = await aim.read?.(body);
  return trials.flatMap((trial, index) =>
    differences(trial, valueAt(given, [array, index, ...trial.place.steps.slice(2)])),
  );
}

const differences = ({ place, what, value }: Trial, given: unknown): string[] =>
  isAsSent(value, given) ? [] : [`${place.name} ${what}: answered as ${JSON.stringify(given)?.slice(0, 200)}`];

/** Whether an answer has all that was sent; what the server adds of its own is no difference. */
function isAsSent(sent: unknown, given: unknown): boolean {
  if (typeof sent !== 'object' || sent === null || typeof given !== 'object' || given === null) return sent === given;
  if (Array.isArray(sent) && (!Array.isArray(given) || given.length !== sent.length)) return false;
  return Object.entries(sent).every(([name, value]) => isAsSent(value, Reflect.get(given, name)));
}
