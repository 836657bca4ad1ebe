/** Owns the page of an account's API log. */
import type { LoggedRequest, MerchantRoute } from '@jetway/marketplace-api';
import { DataTable, EmptyPanel, failureOf, NewsBar, PageHeader, SearchField } from '@jetway/ui';
import { Group, SegmentedControl, Select, Stack } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { useAccountInWorld } from '../accounts/index.ts';
import { RequestCard, requestColumns } from './request-columns.tsx';
import { useMerchantRoutes, useRequestLog } from './request-log.queries.ts';
import {
  type LogSearch,
  logFilters,
  logSpans,
  logViews,
  newsText,
  parseLogSearch,
  spanNames,
  viewNames,
} from './request-log.ts';
import { RequestPanel } from './request-panel.tsx';

const route = getRouteApi('/shell/accounts/$accountId/log');
const rowId = ({ id }: LoggedRequest): string => id;
const spans = logSpans.map((value) => ({ value, label: spanNames[value] }));

function Empty({ isFiltered }: { readonly isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyPanel title="No request fits">
      A search that begins with a slash looks at the start of paths; any other text is a whole request id.
    </EmptyPanel>
  ) : (
    <EmptyPanel title="No request yet" icon={<IconListSearch size={26} aria-hidden />}>
      What the merchant’s software asks of the merchant API appears here within a second, refused requests too.
    </EmptyPanel>
  );
}

type Change = (part: Partial<Record<keyof LogSearch, string | undefined>>, replace?: boolean) => void;

function useLogSearch(accountId: string) {
  const search = route.useSearch();
  const navigate = useNavigate();
  const change: Change = (part, replace = false) =>
    void navigate({
      to: '/accounts/$accountId/log',
      params: { accountId },
      search: parseLogSearch({ ...search, ...part }),
      replace,
      resetScroll: false,
    });
  return { search, change };
}

interface FiltersProps {
  readonly search: LogSearch;
  readonly routes: readonly MerchantRoute[];
  readonly onChange: Change;
}

function Filters({ search, routes, onChange }: FiltersProps) {
  const choices = useMemo(
    () => [
      ...routes.map(({ operation, method, summary }) => ({ value: operation, label: `${summary} (${method})` })),
      { value: 'uploadFile', label: 'Upload of a file (PUT)' },
      { value: 'downloadFile', label: 'Download of a file (GET)' },
    ],
    [routes],
  );
  return (
    <Group gap="sm">
      <SearchField
        label="Search by path or request id"
        placeholder="/path or request id"
        value={search.search ?? ''}
        onChange={(typed) => onChange({ search: typed, open: undefined }, true)}
      />
      <SegmentedControl
        aria-label="Which answers"
        value={search.show ?? 'all'}
        data={logViews.map((value) => ({ value, label: viewNames[value] }))}
        onChange={(show) => onChange({ show, open: undefined })}
      />
      <Select
        aria-label="Route"
        placeholder="Any route"
        style={{ flex: '1 1 220px', maxWidth: 280 }}
        searchable
        clearable
        nothingFoundMessage="No such route"
        data={choices}
        value={search.route ?? null}
        onChange={(value) => onChange({ route: value ?? undefined, open: undefined })}
      />
      <Select
        aria-label="Time"
        placeholder="Any time"
        style={{ flex: '1 1 120px', maxWidth: 170 }}
        clearable
        data={spans}
        value={search.within ?? null}
        onChange={(value) => onChange({ within: value ?? undefined, open: undefined })}
      />
    </Group>
  );
}

export function RequestLogPage(): ReactNode {
  const { account } = useAccountInWorld();
  const { search, change } = useLogSearch(account.id);
  const { show, route: operation, search: typed, within, open } = search;
  // A span begins where it began when it was chosen: what is read does not slip away.
  const filters = useMemo(
    () =>
      logFilters(
        {
          ...(show === undefined ? {} : { show }),
          ...(operation === undefined ? {} : { route: operation }),
          ...(typed === undefined ? {} : { search: typed }),
          ...(within === undefined ? {} : { within }),
        },
        Date.now(),
      ),
    [show, operation, typed, within],
  );
  const log = useRequestLog(account.id, filters);
  const routes = useMerchantRoutes();
  const columns = useMemo(() => requestColumns(routes), [routes]);
  return (
    <Stack gap="sm">
      <PageHeader
        title="API log"
        tabTitle={`API log of ${account.merchantName}`}
        description="What the merchant’s software asked, and was answered."
      />
      <Filters search={search} routes={routes} onChange={change} />
      <NewsBar
        text={log.isOld || log.rows?.length === 0 ? '' : newsText(log.rows, log.head.data?.items)}
        onShow={log.showNow}
      />
      <DataTable
        label="Requests"
        columns={columns}
        rows={log.rows}
        isOld={log.isOld}
        rowId={rowId}
        openId={open}
        onOpen={({ id }) => change({ open: id })}
        card={(entry) => <RequestCard entry={entry} />}
        failure={failureOf(log.query.error)}
        onRetry={() => void log.query.refetch()}
        empty={<Empty isFiltered={Object.keys(filters).length > 0} />}
        more={log.more}
      />
      {open !== undefined && (
        <RequestPanel
          accountId={account.id}
          entryId={open}
          routes={routes}
          onClose={() => change({ open: undefined })}
        />
      )}
    </Stack>
  );
}
