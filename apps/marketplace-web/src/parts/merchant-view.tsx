/** Owns showing a thing as the merchant API answers it. */
import { JsonViewer } from '@jetway/ui';
import { Stack, Text } from '@mantine/core';

export interface MerchantViewProps {
  readonly label: string;
  /** Address in the merchant API. */
  readonly address: string;
  readonly value: unknown;
}

export function MerchantView({ label, address, value }: MerchantViewProps) {
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        What the merchant API answers now to GET {address}.
      </Text>
      <JsonViewer label={label} value={value} openLevels={5} />
    </Stack>
  );
}
