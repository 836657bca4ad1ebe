/** Owns the shape of errors in our own APIs: RFC 9457 problem documents with a code and places. */
import { type Static, type TSchema, Type } from 'typebox';

export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    /** Stable code of the refusal, declared by the route. */
    code: Type.String(),
    detail: Type.Optional(Type.String()),
    /** The request's id, to be found in the log. */
    requestId: Type.Optional(Type.String()),
    errors: Type.Optional(
      Type.Array(Type.Object({ path: Type.String(), code: Type.String(), message: Type.String() }), { maxItems: 20 }),
    ),
  },
  { $id: 'Problem' },
);
export type Problem = Static<typeof Problem>;

/** The replies that every guarded route of our own APIs can give; spread into a route's `replies`. */
export const problemReplies = {
  400: Problem,
  401: Problem,
  403: Problem,
  404: Problem,
  409: Problem,
  429: Problem,
} as const;

/** A page of a list: the items and the cursor of the next page, null at the end. */
export const pageOf = <S extends TSchema>(item: S) =>
  Type.Object({ items: Type.Array(item, { maxItems: 1000 }), next: Type.Union([Type.String(), Type.Null()]) });
