/** Owns the top of a page: its title, what it is about, and its primary actions. */
import { Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';

export interface PageHeaderProps {
  readonly title: ReactNode;
  /** In the browser's tab; absent: the title, when that is text. */
  readonly tabTitle?: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  /** Way back, above the title. */
  readonly back?: ReactNode;
}

export function PageHeader({ title, tabTitle, description, actions, back }: PageHeaderProps) {
  const named = tabTitle ?? (typeof title === 'string' ? title : undefined);
  useDocumentTitle(named === undefined ? 'Jetway' : `${named} · Jetway`);
  return (
    <Stack gap={4} mb="xs">
      {back}
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={2} style={{ minWidth: 0, flex: '1 1 260px' }}>
          <Title order={1} size="h2">
            {title}
          </Title>
          {description !== undefined && (
            <Text size="sm" c="dimmed" component="div">
              {description}
            </Text>
          )}
        </Stack>
        {actions !== undefined && <Group gap="xs">{actions}</Group>}
      </Group>
    </Stack>
  );
}
