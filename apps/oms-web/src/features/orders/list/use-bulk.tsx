/** Owns working on many orders of the list: which are meant, what is asked before, and the run that follows. */
import type { OrderSummary } from '@jetway/oms-api';
import { ownTimeZone, type RowSelection, useRowSelection } from '@jetway/ui';
import { type ReactNode, useMemo, useState } from 'react';
import type { BulkStart } from '../../bulk/index.ts';
import { useListCount } from '../orders.queries.ts';
import type { OrderListFilters } from '../orders.search.ts';
import { BulkBar } from './bulk-bar.tsx';
import { BulkDialog } from './bulk-dialog.tsx';
import { exportAddress } from './export-address.ts';

export interface BulkOptions {
  readonly rows: readonly OrderSummary[] | undefined;
  readonly filters: OrderListFilters;
  readonly columns: readonly string[];
  readonly may: { readonly acknowledge: boolean; readonly cancel: boolean };
  readonly onStarted: (runId: string) => void;
  /** What other capabilities do with the orders that are meant, such as printing. */
  readonly more?: (orders: BulkStart['orders']) => ReactNode;
}

export interface Bulk {
  /** Absent for who may do nothing with a selection. */
  readonly selection: RowSelection | undefined;
  /** The bar and the dialogs, to be rendered below the list. */
  readonly bar: ReactNode;
}

export function useBulk({ rows, filters, columns, may, onStarted, more }: BulkOptions): Bulk {
  const listKey = JSON.stringify(filters);
  const rowIds = useMemo(() => (rows ?? []).map(({ id }) => id), [rows]);
  const selection = useRowSelection(rowIds, listKey);
  const [wholeKey, setWholeKey] = useState<string>();
  const [asked, setAsked] = useState<BulkStart['action']>();
  const isWhole = wholeKey === listKey && selection.isAll;
  const count = useListCount(filters, selection.isAll).data;
  const { tab, sort: _, ...narrowed } = filters;
  const timeZone = ownTimeZone();
  const orders: BulkStart['orders'] = isWhole
    ? { list: { tab, timeZone, filters: narrowed } }
    : { orderIds: [...selection.ids] };
  const clear = () => {
    selection.clear();
    setWholeKey(undefined);
  };
  const isToAnswer = (rows ?? []).every(({ id, status }) => status === 'new' || !selection.ids.has(id));
  const mayAny = may.acknowledge || may.cancel;
  const bar = selection.ids.size > 0 && (
    <>
      <BulkBar
        selected={selection.ids.size}
        inList={selection.isAll ? count?.orders : undefined}
        isWhole={isWhole}
        onWhole={() => setWholeKey(listKey)}
        onClear={clear}
        onAcknowledge={may.acknowledge ? () => setAsked('acknowledge') : undefined}
        onCancel={may.cancel ? () => setAsked('cancel') : undefined}
        more={more?.(orders)}
        exportHref={isWhole ? exportAddress(filters, { rows: 'orders', columns, timeZone }) : undefined}
      />
      {asked !== undefined && (
        <BulkDialog
          action={asked}
          orders={orders}
          count={isWhole ? (count?.orders ?? selection.ids.size) : selection.ids.size}
          cancelMode={isToAnswer ? 'reject' : 'cancel-units'}
          onClose={() => setAsked(undefined)}
          onStarted={(runId) => {
            setAsked(undefined);
            clear();
            onStarted(runId);
          }}
        />
      )}
    </>
  );
  return { selection: mayAny ? selection : undefined, bar };
}
