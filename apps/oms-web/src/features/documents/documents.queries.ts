/** Owns asking for documents. */
import { type DocumentKind, documentFilePath, omsPrefix } from '@jetway/oms-api';
import { ownTimeZone, useSending, wanted } from '@jetway/ui';
import { useApi } from '../../api/index.ts';

/** Where the file of a document is opened. */
export const fileAddress = (documentId: string): string => `${omsPrefix}${documentFilePath(documentId)}`;

export interface PrintInput {
  readonly kind: DocumentKind;
  readonly orderIds: readonly string[];
}

export function useCreateDocument() {
  const api = useApi();
  return useSending({
    send: ({ kind, orderIds }: PrintInput, options) =>
      wanted(api.createDocument({ body: { kind, orderIds: [...orderIds], timeZone: ownTimeZone() } }, options), 201),
  });
}
