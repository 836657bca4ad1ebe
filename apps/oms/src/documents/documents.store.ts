/** Owns the SQL of documents: what was asked to be printed, and by whom. */
import type { Instant } from '@jetway/kernel';
import type { DocumentKind } from '@jetway/oms-api';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';

export interface DocumentRow {
  readonly documentId: string;
  readonly kind: DocumentKind;
  /** In the order in which they were named. */
  readonly orderIds: readonly string[];
  readonly timeZone: string;
  readonly createdAt: Instant;
}

const insert = statement(
  'documentInsert',
  `insert into oms.documents (organization_id, document_id, kind, order_ids, time_zone, created_at, created_by, request_id)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
);

export async function insertDocument(
  handle: Handle,
  organizationId: string,
  { documentId, kind, orderIds, timeZone, createdAt }: DocumentRow,
  by: Actor,
): Promise<void> {
  const values = [organizationId, documentId, kind, [...orderIds], timeZone, createdAt, by.actor, by.requestId];
  await insert(handle, values);
}

const load = statement<{
  kind: DocumentKind;
  order_ids: string[];
  time_zone: string;
  created_at: number;
  organization: string;
}>(
  'documentLoad',
  `select d.kind, d.order_ids, d.time_zone, d.created_at, o.name as organization
   from oms.documents d join oms.organizations o on o.organization_id = d.organization_id
   where d.organization_id = $1 and d.document_id = $2`,
);

/** A document with the name of the organization it is of; undefined when the organization has none with this id. */
export async function loadDocument(
  handle: Handle,
  organizationId: string,
  documentId: string,
): Promise<(DocumentRow & { readonly organization: string }) | undefined> {
  const [row] = await load(handle, [organizationId, documentId]);
  if (row === undefined) return undefined;
  const { order_ids: orderIds, time_zone: timeZone, created_at: createdAt, kind, organization } = row;
  return { documentId, kind, orderIds, timeZone, createdAt, organization };
}

const drop = statement('documentDropOld', 'delete from oms.documents where created_at < $1 returning document_id');

/** Forgets what was asked before an instant; answers how many documents that were. */
export const dropDocuments = async (handle: Handle, before: Instant): Promise<number> =>
  (await drop(handle, [before])).length;
