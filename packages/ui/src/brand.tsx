/** Owns the sign of the product. */
import { Group, Text } from '@mantine/core';

/** The mark: a plane's tail over a runway, drawn in place so that nothing is fetched. */
export function Brand({ name, part }: { readonly name: string; readonly part?: string }) {
  return (
    <Group gap={9} wrap="nowrap" align="center">
      <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
        <rect width="26" height="26" rx="7" fill="var(--mantine-primary-color-filled)" />
        <path d="M6 17.5 18.6 7.2c1-.8 2.3.4 1.6 1.5L14.6 17.5Z" fill="#fff" />
        <path d="M6 20.6h14" stroke="#fff" strokeWidth="1.8" strokeLinecap="round" opacity="0.75" />
      </svg>
      <Text fw={700} size="md" style={{ letterSpacing: '-0.01em' }}>
        {name}
      </Text>
      {part !== undefined && (
        <Text size="xs" c="dimmed" fw={600}>
          {part}
        </Text>
      )}
    </Group>
  );
}
