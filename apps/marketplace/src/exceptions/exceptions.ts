/** Owns what must hold of exceptions beside their messages: the merchant's nodes (pages Shipping and Returns Exception). */
import {
  allRestricted,
  MAX_ERRORS,
  notEnabledAtNode,
  type ReturnsExceptionUpload,
  type ShippingException,
  type ShippingExceptionUpload,
  shippingExceptionMessageErrors,
  unknownFulfillmentNode,
  unknownReturnNode,
} from '@jetway/jet-api';
import type { FulfillmentNodeRow, ReturnNodeRow } from '../nodes/index.ts';
import { isAmong, type ReadException, readShippingExceptions, shippingChoices } from './shipping-choices.ts';

type NodeStatement = NonNullable<ShippingExceptionUpload['fulfillment_nodes']>[number];

/** What is wrong with shipping exceptions whose schema holds: Jet's texts, at most 20. */
export function shippingExceptionErrors(
  message: ShippingExceptionUpload,
  nodes: ReadonlyMap<string, FulfillmentNodeRow>,
): string[] {
  const errors = (message.fulfillment_nodes ?? []).flatMap((statement, index) => {
    const path = `/fulfillment_nodes[${index}]`;
    const node = nodes.get(statement.fulfillment_node_id);
    return node === undefined
      ? [unknownFulfillmentNode(statement.fulfillment_node_id, `${path}/fulfillment_node_id`)]
      : nodeErrors(statement, node, `${path}/shipping_exceptions`);
  });
  return [...shippingExceptionMessageErrors(message), ...errors].slice(0, MAX_ERRORS);
}

function nodeErrors(statement: NodeStatement, node: FulfillmentNodeRow, path: string): string[] {
  const exceptions = readShippingExceptions({ fulfillment_nodes: [statement] }).get(node.id) ?? [];
  const errors = exceptions.flatMap((exception, index) => enabledErrors(exception, node, `${path}[${index}]`));
  const restricted = exceptions.filter(({ type }) => type === 'restricted');
  return shippingChoices(node, restricted) === undefined ? [...errors, allRestricted(node.id, path)] : errors;
}

/** What is restricted, included or charged additionally must be enabled; what is alone allowed at a price of its own need not. */
function enabledErrors(exception: ReadException, node: FulfillmentNodeRow, path: string): string[] {
  const isNeeded = exception.type !== 'exclusive' || exception.charge?.type === 'Additional charge';
  if (!isNeeded) return [];
  const named = [
    ['service_level', exception.serviceLevel, node.serviceLevels],
    ['shipping_method', exception.shippingMethod, node.shippingMethods],
  ] as const;
  return named.flatMap(([field, name, enabled]) =>
    name === null || isAmong(enabled, name) ? [] : [notEnabledAtNode(name, node.id, `${path}/${field}`)],
  );
}

/** What is wrong with a returns exception whose schema holds: Jet's texts, at most 20. */
export const returnsExceptionErrors = (
  { return_location_ids: ids = [] }: ReturnsExceptionUpload,
  nodes: ReadonlyMap<string, ReturnNodeRow>,
): string[] =>
  ids
    .flatMap((id, index) => (nodes.has(id) ? [] : [unknownReturnNode(id, `/return_location_ids[${index}]`)]))
    .slice(0, MAX_ERRORS);

/** Shipping exceptions as they are kept and read back. */
export interface ShippingContent {
  readonly fulfillment_nodes?: {
    readonly fulfillment_node_id: string;
    readonly shipping_exceptions: ShippingException[];
  }[];
}

/** The message without what is in no table; of several statements about one node the last is kept. */
export const shippingContent = ({ fulfillment_nodes: nodes }: ShippingExceptionUpload): ShippingContent =>
  nodes === undefined
    ? {}
    : {
        fulfillment_nodes: lastOfEach(nodes).map(({ fulfillment_node_id, shipping_exceptions = [] }) => ({
          fulfillment_node_id,
          shipping_exceptions: shipping_exceptions.map((exception) => known(exception, EXCEPTION_FIELDS)),
        })),
      };

/** The message without what is in no table. */
export const returnsContent = (message: ReturnsExceptionUpload): ReturnsExceptionUpload =>
  known(message, ['time_to_return', 'return_location_ids', 'return_shipping_methods']);

const EXCEPTION_FIELDS = [
  'service_level',
  'shipping_method',
  'override_type',
  'shipping_charge_amount',
  'shipping_exception_type',
] as const;

/** In the order sent. */
function known<T extends object>(message: T, names: readonly (keyof T)[]): T {
  return Object.fromEntries(Object.entries(message).filter(([name]) => names.includes(name as keyof T))) as T;
}

/** Each node once, with what was said last. */
function lastOfEach(nodes: readonly NodeStatement[]): NodeStatement[] {
  const last = new Map(nodes.map((node, index) => [node.fulfillment_node_id, index]));
  return nodes.filter((node, index) => last.get(node.fulfillment_node_id) === index);
}
