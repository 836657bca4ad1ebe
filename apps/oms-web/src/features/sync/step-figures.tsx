/** Owns how one connection is in step, in figures: lag, budget, daily refresh, drift, bulk files. */
import type { SyncState } from '@jetway/oms-api';
import { Instant, KeyValues, shortSpan, useNow } from '@jetway/ui';
import { Progress, Stack, Text } from '@mantine/core';
import { longestLag, share } from './sync.ts';

interface FiguresProps {
  readonly state: SyncState;
}

function Refresh({ state: { refresh } }: FiguresProps) {
  if (refresh.skus === 0) return <Text size="sm">no SKU is sold here</Text>;
  const told = share(refresh.told, refresh.skus);
  const rest = [
    ...(refresh.neverTold > 0 ? [`${refresh.neverTold.toLocaleString()} never told`] : []),
    ...(refresh.refused > 0 ? [`${refresh.refused.toLocaleString()} refused`] : []),
  ];
  return (
    <Stack gap={4}>
      <Text size="sm">
        {refresh.told.toLocaleString()} of {refresh.skus.toLocaleString()} SKUs told within a day
      </Text>
      <Progress value={told} size="sm" aria-label={`${told} % of the SKUs told within a day`} />
      {rest.length > 0 && (
        <Text size="xs" c="dimmed">
          {rest.join(', ')}
        </Text>
      )}
    </Stack>
  );
}

function Budget({ state: { requestsLastMinute: used, settings } }: FiguresProps) {
  const percent = share(used, settings.requestsPerMinute);
  return (
    <Stack gap={4}>
      <Text size="sm">
        {used.toLocaleString()} of {settings.requestsPerMinute.toLocaleString()} requests in the last minute
      </Text>
      <Progress
        value={percent}
        size="sm"
        color={percent > 90 ? 'orange' : 'jetway'}
        aria-label={`${percent} % of the budget used`}
      />
    </Stack>
  );
}

export function StepFigures({ state }: FiguresProps) {
  const now = useNow();
  const since = longestLag(state.lag);
  const { drift, files } = state;
  const lasting = drift.lasting > 0 ? `, ${drift.lasting} of them again and again` : '';
  return (
    <KeyValues
      labelWidth={130}
      items={[
        { label: 'Lag', value: since === null ? 'nothing waits' : `the oldest waits ${shortSpan(now - since)}` },
        { label: 'Budget', value: <Budget state={state} /> },
        { label: 'Daily refresh', value: <Refresh state={state} /> },
        {
          label: 'Drift',
          value:
            drift.lastAt === null ? (
              'none seen'
            ) : (
              <>
                {drift.lastDay} SKUs within a day{lasting}; last <Instant at={drift.lastAt} form="relative" />
              </>
            ),
        },
        ...(files.waiting + files.underWay > 0
          ? [{ label: 'Bulk files', value: `${files.underWay} on their way, ${files.waiting} waiting` }]
          : []),
      ]}
    />
  );
}
