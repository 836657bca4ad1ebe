/** Owns showing what a rule would make of some SKUs and of round numbers, before it is saved. */
import type { RuleExample } from '@jetway/oms-api';
import { FailureAlert, failureOf, LoadingLines } from '@jetway/ui';
import { ScrollArea, Stack, Table, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useRulePreview } from './stock-rules.queries.ts';
import type { RuleScope, RuleValues } from './stock-rules.ts';

const keyOf = (example: RuleExample): string => `${example.connectionId} ${example.skuId} ${example.available}`;

function Example({ example }: { readonly example: RuleExample }) {
  const { sku, connectionName, available, now, afterwards } = example;
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {sku === null ? (
          <Text size="sm" c="dimmed">
            any
          </Text>
        ) : (
          <>
            <Text size="sm">{sku}</Text>
            <Text size="xs" c="dimmed">
              {connectionName}
            </Text>
          </>
        )}
      </Table.Td>
      <Table.Td ta="right">{available.toLocaleString()}</Table.Td>
      <Table.Td ta="right">{now === null ? '–' : now.toLocaleString()}</Table.Td>
      <Table.Td ta="right" fw={650}>
        {afterwards.toLocaleString()}
      </Table.Td>
    </Table.Tr>
  );
}

export function RulePreview({ scope, values }: { readonly scope: RuleScope; readonly values: RuleValues }) {
  const [settled] = useDebouncedValue(values, 250);
  const preview = useRulePreview(scope, settled);
  const failure = failureOf(preview.error);
  if (failure !== undefined) return <FailureAlert failure={failure} onRetry={() => void preview.refetch()} />;
  if (preview.data === undefined) return <LoadingLines count={5} />;
  return (
    <Stack gap={4}>
      <Text size="sm" fw={500}>
        What it would show
      </Text>
      <ScrollArea.Autosize mah={280} type="auto" offsetScrollbars>
        <Table aria-label="Examples" verticalSpacing={4} horizontalSpacing={6} stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>SKU</Table.Th>
              <Table.Th ta="right">Available</Table.Th>
              <Table.Th ta="right">Now</Table.Th>
              <Table.Th ta="right">Then</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {[...preview.data.skus, ...preview.data.numbers].map((example) => (
              <Example key={keyOf(example)} example={example} />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
    </Stack>
  );
}
