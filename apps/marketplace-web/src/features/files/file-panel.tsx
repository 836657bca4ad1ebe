/** Owns the panel of one file: how far it is, its first errors, and trying it again. */
import type { OperatorFile } from '@jetway/marketplace-api';
import { ClockProvider, CopyText, FailureAlert, failureOf, Instant, type KeyValue, KeyValues } from '@jetway/ui';
import { Anchor, Button, Code, Group, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconDownload, IconRefresh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Note } from '../../parts/note.tsx';
import { sizeText } from '../../parts/sizes.ts';
import { ThingPanel } from '../../parts/thing-panel.tsx';
import { FileStateChip, RecordsBar } from './file-parts.tsx';
import { useFile, useRetryFile } from './files.queries.ts';
import { canRetry, isMoving, sharesOf } from './files.ts';

/** A file is uploaded in real time, whatever the account's world shows. */
const realNow = (): number => Date.now();

function Records({ file }: { readonly file: OperatorFile }) {
  const { done } = file.records;
  const items: KeyValue[] = sharesOf(file.records).map(({ label, count }) => ({
    label: label.charAt(0).toUpperCase() + label.slice(1),
    value: <span className="jw-number">{count.toLocaleString()}</span>,
  }));
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        Records
      </Title>
      <RecordsBar file={file} />
      <KeyValues
        labelWidth={120}
        items={[
          {
            label: isMoving(file) ? 'Done so far' : 'Done',
            value: <strong className="jw-number">{done.toLocaleString()}</strong>,
          },
          ...items,
        ]}
      />
      {file.records.superseded > 0 && (
        <Text size="xs" c="dimmed">
          Superseded are records whose SKU was changed by a request or a file that was accepted later.
        </Text>
      )}
    </Stack>
  );
}

function Facts({ file, accountId }: { readonly file: OperatorFile; readonly accountId: string }) {
  return (
    <KeyValues
      labelWidth={120}
      items={[
        { label: 'State', value: <FileStateChip file={file} /> },
        { label: 'Type', value: file.type },
        { label: 'Size', value: sizeText(file.sizeBytes) },
        { label: 'Received', value: <Instant at={file.receivedAt} /> },
        { label: 'Begun', value: <Instant at={file.startedAt} none="Not yet" /> },
        { label: 'Ended', value: <Instant at={file.endedAt} none="Not yet" /> },
        {
          label: 'In real time',
          value: (
            <ClockProvider now={realNow}>
              received <Instant at={file.createdAt} />
            </ClockProvider>
          ),
        },
        { label: 'File', value: <CopyText text={file.id} label="file id" /> },
        {
          label: 'Request',
          value: (
            <Anchor
              size="sm"
              style={{ overflowWrap: 'anywhere' }}
              renderRoot={(props) => (
                <Link
                  to="/accounts/$accountId/log"
                  params={{ accountId }}
                  search={{ search: file.requestId }}
                  {...props}
                />
              )}
            >
              {file.requestId}
            </Anchor>
          ),
        },
      ]}
    />
  );
}

interface ErrorsProps {
  readonly file: OperatorFile;
  readonly excerpt: readonly string[];
  readonly url: string | null;
}

function Errors({ file, excerpt, url }: ErrorsProps) {
  if (file.errorCount === 0) return null;
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Title order={3} size="h5">
          {file.errorCount === 1 ? '1 error' : `${file.errorCount.toLocaleString()} errors`}
        </Title>
        {url !== null && (
          <Button
            component="a"
            href={url}
            size="compact-sm"
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden />}
          >
            All errors
          </Button>
        )}
      </Group>
      {excerpt.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two records may have the very same error, and their order stays
        <Code key={index} block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {text}
        </Code>
      ))}
      {excerpt.length < file.errorCount && (
        <Text size="xs" c="dimmed">
          {excerpt.length === 0 ? 'None of them is kept here.' : `The first ${excerpt.length.toLocaleString()}.`}
          {url === null && ' The file of all errors is not there yet, or was too old to be kept.'}
        </Text>
      )}
    </Stack>
  );
}

function Retry({ file, accountId }: { readonly file: OperatorFile; readonly accountId: string }) {
  const retry = useRetryFile(accountId, file.id);
  const failure = failureOf(retry.error);
  if (!canRetry(file) && failure === undefined) return null;
  const again = () =>
    retry.mutate(undefined, {
      onSuccess: () => notifications.show({ color: 'green', message: `${file.name} is tried again.` }),
    });
  return (
    <Stack gap="xs">
      {file.isStuck && (
        <Note tone="danger" icon={<IconAlertTriangle size={20} />} title="It is stuck">
          It ended {file.failures.toLocaleString()} times in a row in an error of the marketplace, and is not tried by
          itself any more. The server’s log tells why.
        </Note>
      )}
      {failure !== undefined && <FailureAlert failure={failure} />}
      {canRetry(file) && (
        <Button
          variant={file.isStuck ? 'filled' : 'default'}
          leftSection={<IconRefresh size={16} aria-hidden />}
          loading={retry.isPending}
          onClick={again}
        >
          Try it now
        </Button>
      )}
    </Stack>
  );
}

export interface FilePanelProps {
  readonly accountId: string;
  readonly fileId: string;
  readonly onClose: () => void;
}

export function FilePanel({ accountId, fileId, onClose }: FilePanelProps) {
  const found = useFile(accountId, fileId);
  return (
    <ThingPanel kind="File" id={fileId} name={found.data?.file.name} asked={found} onClose={onClose}>
      {({ file, errorExcerpt, errorUrl }) => (
        <>
          <Retry key={file.id} file={file} accountId={accountId} />
          <Records file={file} />
          <Errors file={file} excerpt={errorExcerpt} url={errorUrl} />
          <Facts file={file} accountId={accountId} />
        </>
      )}
    </ThingPanel>
  );
}
