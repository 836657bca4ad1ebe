/** Owns trying an acknowledge policy on the orders that wait now, before it is chosen. */
import { acknowledgePolicies, type Connection, type PolicyOutcome } from '@jetway/oms-api';
import { FailurePanel, failureOf, Instant, LoadingLines, StatusChip } from '@jetway/ui';
import { Anchor, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { usePolicyPreview } from './sync.queries.ts';
import { policyNames } from './sync.ts';

function Outcome({ item }: { readonly item: PolicyOutcome }) {
  const short = item.lines.filter(({ answer }) => answer !== 'fulfillable');
  return (
    <Stack gap={2} py={6} style={{ borderBottom: '1px solid var(--jw-line)' }}>
      <Group justify="space-between" gap="xs">
        <Anchor
          size="sm"
          renderRoot={(props) => <Link to="/orders/$orderId" params={{ orderId: item.orderId }} {...props} />}
        >
          {item.referenceNumber}
        </Anchor>
        <StatusChip tone={item.outcome === 'accept' ? 'success' : 'warning'}>
          {item.outcome === 'accept' ? 'Accepted' : 'Waits for a person'}
        </StatusChip>
      </Group>
      <Text size="sm">{item.why}</Text>
      {short.length > 0 && (
        <Text size="xs" c="dimmed">
          A rejection would say:{' '}
          {short.map((line) => `${line.merchantSku} ${line.answer.replace('-', ' ')}`).join(', ')}.
        </Text>
      )}
      {item.rejectAt !== null && (
        <Text size="xs" c="red" component="div">
          Rejected <Instant at={item.rejectAt} form="relative" /> when nobody answers.
        </Text>
      )}
    </Stack>
  );
}

interface PreviewProps {
  readonly connection: Connection;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function PolicyPreview({ connection, opened, onClose }: PreviewProps) {
  const [policy, setPolicy] = useState(connection.acknowledgePolicy);
  const { data, error, refetch } = usePolicyPreview(connection.id, policy, opened);
  const failure = failureOf(error);
  return (
    <Modal opened={opened} onClose={onClose} size="lg" title="What a policy would do with the orders that wait">
      <Stack>
        <SegmentedControl
          fullWidth
          orientation="vertical"
          aria-label="Policy to try"
          value={policy}
          data={acknowledgePolicies.map((value) => ({ value, label: policyNames[value] }))}
          onChange={(value) => setPolicy(acknowledgePolicies.find((known) => known === value) ?? policy)}
        />
        {data === undefined && failure === undefined && <LoadingLines count={4} />}
        {failure !== undefined && <FailurePanel failure={failure} onRetry={() => void refetch()} />}
        {data?.waiting === 0 && <Text size="sm">No order waits for an answer.</Text>}
        <div>
          {data?.items.map((item) => (
            <Outcome key={item.orderId} item={item} />
          ))}
        </div>
        {data !== undefined && data.waiting > data.items.length && (
          <Text size="sm" c="dimmed">
            The {data.items.length} most urgent of {data.waiting.toLocaleString()} are shown.
          </Text>
        )}
        <Text size="xs" c="dimmed">
          Nothing is changed or sent by looking.
        </Text>
      </Stack>
    </Modal>
  );
}
