/** Owns the messages to the channel that decisions about an order made: how far each got, and sending a failed one again. */
import type { Intent, OrderDetail } from '@jetway/oms-api';
import { FailureAlert, failureOf, Instant, Section, StatusChip } from '@jetway/ui';
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { actorName } from '../../../parts/actors.ts';
import { useMay } from '../../session/index.ts';
import { useRetryIntent } from '../orders.queries.ts';
import { intentWords } from '../orders.ts';

function IntentRow({ orderId, intent }: { readonly orderId: string; readonly intent: Intent }) {
  const retry = useRetryIntent(orderId);
  const may = useMay();
  const failure = failureOf(retry.error);
  const { text, tone, means } = intentWords(intent.kind, intent.state);
  return (
    <Stack gap={4}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Group gap="xs">
            <StatusChip tone={tone} hint={means}>
              {text}
            </StatusChip>
            <Text size="xs" c="dimmed" component="span">
              by {actorName(intent.actor)}, <Instant at={intent.createdAt} />
              {intent.attempts > 1 ? `, ${intent.attempts} tries` : ''}
            </Text>
          </Group>
          <Text size="sm" mt={2}>
            {intent.summary}
          </Text>
          {intent.lastError !== null && intent.state !== 'confirmed' && (
            <Text size="sm" c={intent.state === 'failed' ? 'red' : 'dimmed'}>
              {intent.lastError}
            </Text>
          )}
        </div>
        {intent.state === 'failed' && may('retryIntent') && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={14} aria-hidden />}
            loading={retry.isPending}
            onClick={() => retry.mutate(intent.id)}
          >
            Send again
          </Button>
        )}
      </Group>
      {failure !== undefined && <FailureAlert failure={failure} onClose={() => retry.reset()} />}
    </Stack>
  );
}

export function OrderIntents({ detail }: { readonly detail: OrderDetail }) {
  const newestFirst = detail.intents.toSorted((a, b) => b.createdAt - a.createdAt);
  return (
    <Section title="What the channel was told">
      {newestFirst.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing so far.
        </Text>
      ) : (
        <Stack gap="sm">
          {newestFirst.map((intent) => (
            <IntentRow key={intent.id} orderId={detail.order.id} intent={intent} />
          ))}
        </Stack>
      )}
    </Section>
  );
}
