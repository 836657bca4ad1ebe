/** Owns the page of the files that an account had processed. */
import type { OperatorFile } from '@jetway/marketplace-api';
import { CountedTabs, DataTable, EmptyPanel, failureOf, PageHeader } from '@jetway/ui';
import { Stack } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAccountInWorld } from '../accounts/index.ts';
import { FilePanel } from './file-panel.tsx';
import { FileCard, fileColumns } from './file-parts.tsx';
import { useFiles } from './files.queries.ts';
import { type FileView, fileViews, parseFilesSearch, viewNames, viewStatus } from './files.ts';

const route = getRouteApi('/shell/accounts/$accountId/files');
const rowId = ({ id }: OperatorFile): string => id;

const emptyWords: Readonly<Record<FileView, { readonly title: string; readonly text: string }>> = {
  all: {
    title: 'No file yet',
    text: 'Merchants upload SKUs, prices and inventory in bulk; their files appear here by themselves, with what became of each record.',
  },
  acknowledged: { title: 'No file waits', text: 'Files stand here from the merchant’s word until they are begun.' },
  processing: { title: 'Nothing is processed now', text: 'Files stand here while their records are applied.' },
  successful: { title: 'Nothing went well yet', text: 'Files without a single error stand here.' },
  'with-errors': { title: 'No file with errors', text: 'Files of which something could not be applied stand here.' },
};

const tabs = fileViews.map((id) => ({ id, name: viewNames[id], count: undefined }));

export function FilesPage(): ReactNode {
  const { account } = useAccountInWorld();
  const search = route.useSearch();
  const navigate = useNavigate();
  const view = search.show ?? 'all';
  const files = useFiles(account.id, viewStatus(view));
  const go = (change: Readonly<Record<string, unknown>>) =>
    void navigate({
      to: '/accounts/$accountId/files',
      params: { accountId: account.id },
      search: parseFilesSearch({ ...search, ...change }),
      resetScroll: false,
    });
  const words = emptyWords[view];
  return (
    <Stack gap="sm">
      <PageHeader
        title="Files"
        tabTitle={`Files of ${account.merchantName}`}
        description="What the merchant uploaded in bulk, and what became of its records."
      />
      <CountedTabs<FileView>
        label="Files by state"
        tabs={tabs}
        current={view}
        onChange={(show) => go({ show, open: undefined })}
      />
      <DataTable
        label="Files"
        columns={fileColumns}
        rows={files.rows}
        isOld={files.isOld}
        rowId={rowId}
        openId={search.open}
        onOpen={({ id }) => go({ open: id })}
        card={(file) => <FileCard file={file} />}
        failure={failureOf(files.query.error)}
        onRetry={() => void files.query.refetch()}
        empty={
          <EmptyPanel title={words.title} icon={<IconFileUpload size={26} aria-hidden />}>
            {words.text}
          </EmptyPanel>
        }
        more={files.more}
      />
      {search.open !== undefined && (
        <FilePanel accountId={account.id} fileId={search.open} onClose={() => go({ open: undefined })} />
      )}
    </Stack>
  );
}
