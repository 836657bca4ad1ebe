/** Owns the page of the reports that an account asked for. */
import { type OperatorReport, operatorReportStatuses } from '@jetway/marketplace-api';
import { CountedTabs, DataTable, EmptyPanel, failureOf, PageHeader } from '@jetway/ui';
import { Stack } from '@mantine/core';
import { IconReportAnalytics } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAccountInWorld } from '../accounts/index.ts';
import { ReportPanel } from './report-panel.tsx';
import { ReportCard, reportColumns } from './report-parts.tsx';
import { useReports } from './reports.queries.ts';
import { parseReportsSearch, type ReportsSearch, type ReportView, statusWords } from './reports.ts';

const route = getRouteApi('/shell/accounts/$accountId/reports');
const rowId = ({ id }: OperatorReport): string => id;

const tabs = [
  { id: 'all' as const, name: 'All', count: undefined },
  ...operatorReportStatuses.map((id) => ({ id, name: statusWords[id].name, count: undefined })),
];

const emptyWords: Readonly<Record<ReportView, { readonly title: string; readonly text: string }>> = {
  all: {
    title: 'No report yet',
    text: 'Merchants ask for reports with POST /api/reports/{type}; they appear here by themselves, and stay for a month.',
  },
  requested: { title: 'None is being made', text: 'Reports stand here from being asked for until they are made.' },
  ready: { title: 'None is ready', text: 'Reports stand here for a day of world time after they were made.' },
  failed: { title: 'None failed', text: 'Reports that could not be made stand here, with the reason.' },
  expired: { title: 'None is expired', text: 'Reports whose day is over stand here.' },
};

export function ReportsPage(): ReactNode {
  const { account } = useAccountInWorld();
  const search = route.useSearch();
  const navigate = useNavigate();
  const view = search.show ?? 'all';
  const reports = useReports(account.id, view);
  const go = (next: { readonly [K in keyof ReportsSearch]?: ReportView | string | undefined }) =>
    void navigate({
      to: '/accounts/$accountId/reports',
      params: { accountId: account.id },
      search: parseReportsSearch({ ...search, ...next }),
      resetScroll: false,
    });
  const words = emptyWords[view];
  return (
    <Stack gap="sm">
      <PageHeader
        title="Reports"
        tabTitle={`Reports of ${account.merchantName}`}
        description="What the merchant asked for about its products, sales and settlements."
      />
      <CountedTabs<ReportView>
        label="Reports by status"
        tabs={tabs}
        current={view}
        onChange={(show) => go({ show, open: undefined })}
      />
      <DataTable
        label="Reports"
        columns={reportColumns}
        rows={reports.rows}
        isOld={reports.isOld}
        rowId={rowId}
        openId={search.open}
        onOpen={({ id }) => go({ open: id })}
        card={(report) => <ReportCard report={report} />}
        failure={failureOf(reports.query.error)}
        onRetry={() => void reports.query.refetch()}
        empty={
          <EmptyPanel title={words.title} icon={<IconReportAnalytics size={26} aria-hidden />}>
            {words.text}
          </EmptyPanel>
        }
        more={reports.more}
      />
      {search.open !== undefined && (
        <ReportPanel accountId={account.id} reportId={search.open} onClose={() => go({ open: undefined })} />
      )}
    </Stack>
  );
}
