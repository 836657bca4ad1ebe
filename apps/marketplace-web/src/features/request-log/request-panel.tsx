/** Owns the panel of one logged request: what was asked, what was answered, and what was wrong with it. */
import type { LoggedRequestInFull, MerchantRoute } from '@jetway/marketplace-api';
import { CopyText, failureOf, JsonViewer, type KeyValue, KeyValues, Loaded, SidePanel } from '@jetway/ui';
import { Code, List, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconBug, IconEyeOff } from '@tabler/icons-react';
import { Note } from '../../parts/note.tsx';
import { faultName } from '../faults/index.ts';
import { LogTime } from './log-time.tsx';
import { Address, Status } from './request-columns.tsx';
import { useLoggedRequest } from './request-log.queries.ts';
import { durationText, jsonIn, operationText, sizeText } from './request-log.ts';

function Body({ label, text }: { readonly label: string; readonly text: string | null }) {
  const json = text === null ? undefined : jsonIn(text);
  if (text === null)
    return (
      <div>
        <Title order={2} size="h6" mb={4}>
          {label}
        </Title>
        <Text size="sm" c="dimmed">
          No body
        </Text>
      </div>
    );
  if (json !== undefined) return <JsonViewer value={json} label={label} maxHeight="40vh" />;
  return (
    <div>
      <Title order={2} size="h6" mb={4}>
        {label}
      </Title>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxHeight: '40vh', overflowY: 'auto' }}>
        {text}
      </Code>
    </div>
  );
}

function Findings({ entry }: { readonly entry: LoggedRequestInFull }) {
  return (
    <>
      {entry.errors.length > 0 && (
        <Note
          tone={entry.status >= 500 ? 'danger' : 'warning'}
          icon={<IconAlertTriangle size={18} />}
          title={entry.errors.length === 1 ? 'One error' : `${entry.errors.length} errors`}
        >
          <List size="sm">
            {entry.errors.map((error) => (
              <List.Item key={error} style={{ overflowWrap: 'anywhere' }}>
                {error}
              </List.Item>
            ))}
          </List>
        </Note>
      )}
      {entry.faults.length > 0 && (
        <Note tone="neutral" icon={<IconBug size={18} />} title="Something went wrong on purpose">
          {entry.faults.map(faultName).join(', ')}
        </Note>
      )}
      {entry.ignoredFields.length > 0 && (
        <Note tone="neutral" icon={<IconEyeOff size={18} />} title="Ignored: the contract knows nothing of it">
          <List size="sm">
            {entry.ignoredFields.map((path) => (
              <List.Item key={path}>
                <Code>{path}</Code>
              </List.Item>
            ))}
          </List>
        </Note>
      )}
    </>
  );
}

function factsOf(entry: LoggedRequestInFull, routes: readonly MerchantRoute[]): KeyValue[] {
  return [
    { label: 'Status', value: <Status entry={entry} /> },
    { label: 'Asked for', value: operationText(entry.operation, routes) },
    { label: 'Answered at', value: <LogTime at={entry.at} /> },
    ...(entry.worldAt === null ? [] : [{ label: 'In the world', value: <LogTime at={entry.worldAt} /> }]),
    { label: 'Took', value: durationText(entry.durationMs) },
    { label: 'Request', value: <CopyText text={entry.requestId} label="request id" /> },
    { label: 'Sizes', value: `${sizeText(entry.requestBytes)} sent, ${sizeText(entry.answerBytes)} answered` },
    ...(entry.userAgent === null ? [] : [{ label: 'Software', value: entry.userAgent }]),
  ];
}

export interface RequestPanelProps {
  readonly accountId: string;
  readonly entryId: string;
  readonly routes: readonly MerchantRoute[];
  readonly onClose: () => void;
}

export function RequestPanel({ accountId, entryId, routes, onClose }: RequestPanelProps) {
  const entry = useLoggedRequest(accountId, entryId);
  const { data } = entry;
  return (
    <SidePanel
      label="Request"
      contentKey={entryId}
      header={data === undefined ? <Text fw={600}>Request</Text> : <Address entry={data} />}
      onClose={onClose}
    >
      <Loaded data={data} failure={failureOf(entry.error)} onRetry={() => void entry.refetch()}>
        {(found) => (
          <Stack gap="lg">
            <Findings entry={found} />
            <KeyValues labelWidth={110} items={factsOf(found, routes)} />
            <Body label="Sent" text={found.requestBody} />
            <Body label="Answered" text={found.answerBody} />
            <Text size="xs" c="dimmed">
              Passwords, tokens, signatures and what tells who the buyer is are not kept; long bodies are cut.
            </Text>
          </Stack>
        )}
      </Loaded>
    </SidePanel>
  );
}
