/** Owns the banner of an order on hold: why, since when, until when, and the way out. */
import type { OrderSummary } from '@jetway/oms-api';
import { FailureAlert, failureOf, Instant } from '@jetway/ui';
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { actorName } from '../../../parts/actors.ts';
import { useMay } from '../../session/index.ts';
import { useRelease } from './desk.queries.ts';

export interface HoldBannerProps {
  readonly order: OrderSummary;
  readonly onChange: () => void;
}

export function HoldBanner({ order, onChange }: HoldBannerProps) {
  const may = useMay();
  const release = useRelease(order.id);
  const failure = failureOf(release.error);
  const { hold } = order;
  if (hold === null) return null;
  return (
    <Stack gap="xs" mb="md">
      <Alert color="orange" variant="light" icon={<IconHandStop aria-hidden />} title="On hold">
        <Group justify="space-between" align="flex-end" gap="sm">
          <div style={{ minWidth: 0, flex: '1 1 240px', overflowWrap: 'anywhere' }}>
            <Text size="sm">{hold.reason}</Text>
            <Text size="xs" c="dimmed" component="div">
              By {actorName(hold.actor)}, <Instant at={hold.at} />.{' '}
              {hold.until === null ? (
                'Until somebody releases it.'
              ) : (
                <>
                  Until <Instant at={hold.until} />.
                </>
              )}{' '}
              Nothing is accepted and nothing leaves; its deadlines count all the same.
            </Text>
          </div>
          {may('releaseOrder') && (
            <Group gap="xs">
              <Button size="xs" variant="default" onClick={onChange}>
                Change …
              </Button>
              <Button size="xs" loading={release.isPending} onClick={() => release.mutate({})}>
                Release
              </Button>
            </Group>
          )}
        </Group>
      </Alert>
      {failure !== undefined && <FailureAlert failure={failure} onClose={() => release.reset()} />}
    </Stack>
  );
}
