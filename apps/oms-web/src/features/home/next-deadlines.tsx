/** Owns the orders whose deadlines come next. */
import type { NextDeadline } from '@jetway/oms-api';
import { DeadlineChip, Section } from '@jetway/ui';
import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';

export function NextDeadlines({ deadlines }: { readonly deadlines: readonly NextDeadline[] }) {
  return (
    <Section title="Next deadlines">
      {deadlines.length === 0 ? (
        <Text size="sm" c="dimmed">
          No order waits for an answer or a parcel.
        </Text>
      ) : (
        <Stack gap={8} component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
          {deadlines.map(({ orderId, referenceNumber, buyerName, what, at }) => (
            <Group key={`${orderId} ${what}`} component="li" justify="space-between" gap="xs" wrap="nowrap">
              <Text size="sm" truncate component="div">
                <Anchor
                  size="sm"
                  className="jw-number"
                  renderRoot={(props) => <Link to="/orders/$orderId" params={{ orderId }} {...props} />}
                >
                  {referenceNumber}
                </Anchor>{' '}
                {buyerName}
              </Text>
              <DeadlineChip label={what === 'ship' ? 'Ship' : 'Answer'} at={at} />
            </Group>
          ))}
        </Stack>
      )}
    </Section>
  );
}
