/** Owns reading orders whole: a page in a fixed number of statements, one order with all its parts. */
import type { OrderDetail, OrderSummary } from '@jetway/oms-api';
import type { Channels } from '../channels/index.ts';
import type { Handle } from '../database/index.ts';
import { EMPTY_DESK, listDesks, listNotes, listShipToChanges } from '../order-desk/index.ts';
import { countOrderProblems } from '../problems/index.ts';
import { listEvents } from './events.store.ts';
import { listIntents, listUnsettledIntents } from './intents.store.ts';
import { listLineDetails, loadFacts } from './order-details.store.ts';
import { listLineUnits, loadRow, type OrderRow } from './order-lists.store.ts';
import { MOST_SHOWN, toDetail, toSummary } from './orders.view.ts';
import { listShipments } from './shipments.store.ts';

/** Summaries of rows, whatever their number, in four statements. */
export async function summarise(
  handle: Handle,
  organizationId: string,
  rows: readonly OrderRow[],
): Promise<OrderSummary[]> {
  if (rows.length === 0) return [];
  const orderIds = rows.map((row) => row.orderId);
  const [lines, intents, problems, desks] = await Promise.all([
    listLineUnits(handle, organizationId, orderIds),
    listUnsettledIntents(handle, organizationId, orderIds),
    countOrderProblems(handle, organizationId, orderIds),
    listDesks(handle, organizationId, orderIds),
  ]);
  const linesOf = Map.groupBy(lines, (line) => line.orderId);
  const intentsOf = Map.groupBy(intents, (intent) => intent.orderId);
  return rows.map((row) =>
    toSummary(row, {
      lines: linesOf.get(row.orderId) ?? [],
      intents: intentsOf.get(row.orderId) ?? [],
      openProblems: problems.get(row.orderId) ?? 0,
      desk: desks.get(row.orderId) ?? EMPTY_DESK,
    }),
  );
}

/** One order with everything about it; undefined when the organization has none with this id. */
export async function readOrder(
  handle: Handle,
  organizationId: string,
  orderId: string,
  channels: Channels,
): Promise<OrderDetail | undefined> {
  const [row, facts] = await Promise.all([
    loadRow(handle, organizationId, orderId),
    loadFacts(handle, organizationId, orderId),
  ]);
  if (row === undefined || facts === undefined) return undefined;
  const [lines, intents, shipments, events, problems, desks, notes, shipToChanges] = await Promise.all([
    listLineDetails(handle, organizationId, orderId),
    listIntents(handle, organizationId, orderId),
    listShipments(handle, organizationId, orderId, MOST_SHOWN),
    listEvents(handle, organizationId, orderId, MOST_SHOWN),
    countOrderProblems(handle, organizationId, [orderId]),
    listDesks(handle, organizationId, [orderId]),
    listNotes(handle, organizationId, orderId),
    listShipToChanges(handle, organizationId, orderId),
  ]);
  const desk = desks.get(orderId) ?? EMPTY_DESK;
  const summary = toSummary(row, { lines, intents, openProblems: problems.get(orderId) ?? 0, desk });
  const parts = { summary, facts, lines, intents, shipments, events, notes, shipToChanges };
  return toDetail(parts, channels.get(facts.channel));
}
