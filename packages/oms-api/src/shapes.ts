/** Owns the small shapes that several areas of the OMS API share. */
import { type TSchema, Type } from 'typebox';

/** Roles in an organization, from most to least. */
export const roles = ['admin', 'manager', 'warehouse', 'read-only'] as const;
export type Role = (typeof roles)[number];

/** Whoever belongs to the organization. */
export const everyRole = [...roles] as const;
/** Who may change stock, ship, and answer orders. */
export const workingRoles = ['admin', 'manager', 'warehouse'] as const;
/** Who may decide on cancellations, problems and runs. */
export const decidingRoles = ['admin', 'manager'] as const;
export const adminRoles = ['admin'] as const;

export const Id = Type.String({ minLength: 1, maxLength: 64 });
export const idOf = (description: string) => Type.String({ minLength: 1, maxLength: 64, description });
/** Milliseconds since 1970 UTC. */
export const At = Type.Integer();
export const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
export const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
/** An amount in whole cents of the order's currency. */
export const AmountCents = Type.Integer();
export const Quantity = Type.Integer({ minimum: 0, maximum: 1_000_000 });
/** Counts up with each change; send it back in `If-Match` when editing. */
export const Version = Type.Integer({ minimum: 1 });

export const closed = { additionalProperties: false } as const;

export const pageQuery = {
  cursor: Type.Optional(
    Type.String({ maxLength: 200, description: 'The `next` of the page before; absent: the first page.' }),
  ),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'How many items the page holds at most.' }),
  ),
} as const;

// Parameters of paths and queries, each described once.
export const OrderId = idOf('The order.');
export const ConnectionId = idOf('The connection to a channel.');
export const SkuId = idOf('The SKU, by our id and not by its name.');
export const UserId = idOf('The member.');
export const ApiKeyId = idOf('The API key, by its id and not by itself.');
export const IntentId = idOf('The message of this order to its channel.');
export const LocationId = idOf('The location.');
export const RunId = idOf('The sync run.');
export const ProblemId = idOf('The problem.');
export const MappingId = idOf('The word for a carrier.');
