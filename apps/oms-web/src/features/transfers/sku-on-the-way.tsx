/** Owns telling, at a SKU, which of its units are between two locations. */
import { Instant, Section } from '@jetway/ui';
import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useOnTheWay } from './transfers.queries.ts';

/** Shows nothing when nothing is under way. */
export function SkuOnTheWay({ skuId }: { readonly skuId: string }) {
  const items = useOnTheWay(skuId).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title="On the way">
      <Stack gap="xs">
        {items.map((item) => (
          <Group key={item.transferId} justify="space-between" gap="xs">
            <Anchor
              size="sm"
              renderRoot={(props) => (
                <Link to="/inventory/transfers/$transferId" params={{ transferId: item.transferId }} {...props} />
              )}
            >
              {item.fromLocationName} → {item.toLocationName}
            </Anchor>
            <Text size="sm">
              <b>{item.quantity.toLocaleString()}</b> sent <Instant at={item.sentAt} form="relative" />
            </Text>
          </Group>
        ))}
      </Stack>
    </Section>
  );
}
