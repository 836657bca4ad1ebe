/** Owns the card that says how the locations that serve an order are chosen. */
import type { RoutingRules } from '@jetway/oms-api';
import { FailureAlert, failureOf, Section } from '@jetway/ui';
import { Group, NumberInput, SegmentedControl, Skeleton, Stack, Switch, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMay } from '../session/index.ts';
import { useChangeRoutingRules, useRoutingRules } from './locations.queries.ts';

const preferences = [
  { value: 'nearest', label: 'Nearest to the buyer' },
  { value: 'priority', label: 'Lowest priority number' },
];

/** What is chosen is saved at once. */
export function RoutingRulesCard(): ReactNode {
  const rules = useRoutingRules();
  const failure = failureOf(rules.error);
  return (
    <Section title="Which location serves an order">
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          The location that the channel asks for, if it has every unit. Otherwise the best of those that have.
        </Text>
        {rules.data !== undefined && <Rules rules={rules.data} onOutdated={() => void rules.refetch()} />}
        {rules.isPending && <Skeleton height={70} aria-label="Loading" />}
        {failure !== undefined && <FailureAlert failure={failure} onRetry={() => void rules.refetch()} />}
      </Stack>
    </Section>
  );
}

function Rules({ rules, onOutdated }: { readonly rules: RoutingRules; readonly onOutdated: () => void }): ReactNode {
  const change = useChangeRoutingRules();
  const isFixed = !useMay()('changeRoutingRules') || change.isPending;
  const set = (more: Partial<RoutingRules>): void => change.mutate({ ...rules, ...more });
  const failure = failureOf(change.error);
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <Text size="sm" id="routing-preference">
          Among the others
        </Text>
        <SegmentedControl
          aria-labelledby="routing-preference"
          size="xs"
          data={preferences}
          value={rules.prefers}
          disabled={isFixed}
          onChange={(prefers) => set({ prefers: prefers as RoutingRules['prefers'] })}
        />
      </Group>
      <Group gap="lg" align="center">
        <Switch
          label="Divide an order that no single location has all of"
          description="It then leaves in a parcel from each location."
          checked={rules.splits}
          disabled={isFixed}
          onChange={(event) => set({ splits: event.currentTarget.checked })}
        />
        {rules.splits && (
          <NumberInput
            label="Locations at most"
            size="xs"
            w={130}
            min={2}
            max={5}
            allowDecimal={false}
            clampBehavior="strict"
            value={rules.mostLocations}
            disabled={isFixed}
            onChange={(most) => {
              if (typeof most === 'number' && most !== rules.mostLocations) set({ mostLocations: most });
            }}
          />
        )}
      </Group>
      {failure !== undefined && (
        <FailureAlert failure={failure} {...(failure.code === 'changed_meanwhile' ? { onRetry: onOutdated } : {})} />
      )}
    </Stack>
  );
}
