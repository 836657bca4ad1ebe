/** Owns the small shapes that several areas of the operator API share. */
import { type TSchema, Type } from 'typebox';

export const Id = Type.String({ minLength: 1, maxLength: 64 });
/** Milliseconds since 1970 UTC; in world time where the field belongs to a world. */
export const At = Type.Integer();
export const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
export const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
export const AmountCents = Type.Integer();
export const closed = { additionalProperties: false } as const;
export const pageQuery = {
  cursor: Type.Optional(Type.String({ maxLength: 400 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
} as const;
