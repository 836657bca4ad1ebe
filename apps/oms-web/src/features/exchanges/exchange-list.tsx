/** Owns requests to channels with their answers, each folding open to the whole. */
import type { Exchange } from '@jetway/oms-api';
import {
  CopyText,
  duration,
  Instant,
  JsonViewer,
  KeyValues,
  MoreRows,
  type MoreRowsProps,
  StatusChip,
} from '@jetway/ui';
import { Accordion, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import classes from './exchange-list.module.css';
import { exchangePath, exchangeTone } from './exchanges.ts';

function ExchangeHead({ exchange }: { readonly exchange: Exchange }) {
  return (
    <Group gap="xs" wrap="nowrap">
      <StatusChip tone={exchangeTone(exchange)}>{exchange.status ?? 'no answer'}</StatusChip>
      <Text size="sm" fw={600} w={52} style={{ flex: 'none' }}>
        {exchange.method}
      </Text>
      <Text size="sm" ff="monospace" truncate style={{ flex: 1 }}>
        {exchangePath(exchange.url)}
      </Text>
      <Text size="xs" c="dimmed" style={{ flex: 'none' }} component="span">
        <Instant at={exchange.at} /> · {duration(exchange.durationMs)}
      </Text>
    </Group>
  );
}

function Body({ label, value }: { readonly label: string; readonly value: unknown }) {
  return value === null ? (
    <Text size="sm" c="dimmed">
      {label}: no content
    </Text>
  ) : (
    <JsonViewer label={label} value={value} />
  );
}

function ExchangeBody({ exchange }: { readonly exchange: Exchange }) {
  return (
    <Stack gap="sm">
      <KeyValues
        labelWidth={100}
        items={[
          { label: 'Address', value: exchange.url },
          { label: 'Request id', value: <CopyText text={exchange.requestId} label="request id" /> },
          ...(exchange.error === null ? [] : [{ label: 'Error', value: exchange.error }]),
        ]}
      />
      <SimpleGrid cols={{ base: 1, md: exchange.requestBody === null || exchange.responseBody === null ? 1 : 2 }}>
        <Body label="Request" value={exchange.requestBody} />
        <Body label="Answer" value={exchange.responseBody} />
      </SimpleGrid>
    </Stack>
  );
}

export interface ExchangeListProps {
  readonly exchanges: readonly Exchange[];
  readonly more: MoreRowsProps;
}

export function ExchangeList({ exchanges, more }: ExchangeListProps) {
  return (
    <div className={classes['frame']}>
      <Accordion multiple variant="default" className={classes['list'] ?? ''} chevronPosition="left">
        {exchanges.map((exchange) => (
          <Accordion.Item key={exchange.id} value={exchange.id}>
            <Accordion.Control>
              <ExchangeHead exchange={exchange} />
            </Accordion.Control>
            <Accordion.Panel>
              <ExchangeBody exchange={exchange} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
      <MoreRows {...more} />
    </div>
  );
}
