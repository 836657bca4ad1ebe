/** Owns the small shapes that several areas of the operator API share. */
import { type TSchema, Type } from 'typebox';

export const Id = Type.String({ minLength: 1, maxLength: 64 });
const idOf = (description: string) => Type.String({ minLength: 1, maxLength: 64, description });
/** Milliseconds since 1970 UTC; in world time where the field belongs to a world. */
export const At = Type.Integer();
export const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
export const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
export const AmountCents = Type.Integer();
export const closed = { additionalProperties: false } as const;
export const pageQuery = {
  cursor: Type.Optional(
    Type.String({ maxLength: 400, description: 'The `next` of the page before; absent: the first page.' }),
  ),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'How many items the page holds at most.' }),
  ),
} as const;

// Parameters of paths and queries, each described once.
export const AccountId = idOf('The account: the live or the test side of a merchant.');
export const WorldId = idOf('The world: `live`, or the world of a test account.');
export const MerchantId = idOf('The merchant.');
export const EndpointId = idOf('The webhook endpoint, of this account.');
export const TaxonomyId = idOf('The taxonomy; `default` is the one that comes with the program.');
export const OrderId = idOf('The order, as the merchant API calls it.');
export const NodeId = idOf('The node, of this account.');
export const RuleId = idOf('The rule, of this world.');
export const FileId = idOf('The file, as the merchant API calls it.');
export const ReturnId = idOf('The return, as the merchant API calls it.');
export const RefundId = idOf('The refund, as the merchant API calls it.');
export const SettlementId = idOf('The settlement period.');
export const FaultId = idOf('The rule of the sandbox by which answers are held up or refused.');
export const EventId = idOf('The event that was to be told.');
export const ReportId = idOf('The report, as the merchant API calls it.');
export const EntryId = idOf('The logged request, as the list calls it.');
