/** Owns the end of a list: how much is shown, and the next page by keyset. */
import { Button, Group, Text } from '@mantine/core';

export interface MoreRowsProps {
  readonly shown: number;
  /** Absent when nobody counted. */
  readonly total?: number | undefined;
  readonly hasMore: boolean;
  readonly busy: boolean;
  readonly onMore: () => void;
}

export function MoreRows({ shown, total, hasMore, busy, onMore }: MoreRowsProps) {
  const words =
    total === undefined || total < shown
      ? `${shown.toLocaleString()} shown${hasMore ? '' : ', all there are'}`
      : `${shown.toLocaleString()} of ${total.toLocaleString()} shown`;
  return (
    <Group justify="space-between" px="md" py="xs" style={{ borderTop: '1px solid var(--jw-line)' }}>
      <Text size="xs" c="dimmed" className="jw-number" role="status">
        {words}
      </Text>
      {hasMore && (
        <Button variant="default" size="xs" loading={busy} onClick={() => onMore()}>
          Show more
        </Button>
      )}
    </Group>
  );
}
