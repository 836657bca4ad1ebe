/** Owns the states of a page that has nothing to show yet, nothing at all, or could not get it. */
import { Center, Paper, Skeleton, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type Failure, FailureAlert } from './failure.tsx';

export interface EmptyPanelProps {
  readonly title: string;
  /** What it means and what to do about it. */
  readonly children?: ReactNode;
  readonly icon?: ReactNode;
  readonly action?: ReactNode;
  /** It is all that the page shows: its title is the page's. */
  readonly isPage?: boolean;
}

export function EmptyPanel({ title, children, icon, action, isPage = false }: EmptyPanelProps) {
  return (
    <Center py={56} px="md">
      <Stack align="center" gap="sm" maw={440}>
        <ThemeIcon size={52} radius="xl" variant="light">
          {icon ?? <IconInbox size={26} aria-hidden />}
        </ThemeIcon>
        <Title order={isPage ? 1 : 2} size="h4" ta="center">
          {title}
        </Title>
        {children !== undefined && (
          <Text size="sm" c="dimmed" ta="center" component="div">
            {children}
          </Text>
        )}
        {action}
      </Stack>
    </Center>
  );
}

/** A failure that takes the place of what should be there. */
export function FailurePanel({ failure, onRetry }: { readonly failure: Failure; readonly onRetry?: () => void }) {
  return (
    <Center py={40} px="md">
      <div style={{ width: '100%', maxWidth: 560 }}>
        <FailureAlert failure={failure} {...(onRetry === undefined ? {} : { onRetry })} />
      </div>
    </Center>
  );
}

/** Grey lines where text will be. */
export function LoadingLines({ count = 6, height = 16 }: { readonly count?: number; readonly height?: number }) {
  const widths = ['92%', '70%', '84%', '58%', '76%'];
  return (
    <Stack gap="sm" role="status" aria-label="Loading">
      {Array.from({ length: count }, (_, line) => `line-${line}`).map((line, index) => (
        <Skeleton key={line} height={height} width={widths[index % widths.length] ?? '80%'} />
      ))}
    </Stack>
  );
}

/** Whole page while its first data is on the way. */
export function LoadingPage() {
  return (
    <Stack gap="lg">
      <Skeleton height={28} width={220} />
      <Paper p="md" withBorder>
        <LoadingLines count={8} />
      </Paper>
    </Stack>
  );
}

/** Shows the state of something being fetched, then the thing itself. */
export interface LoadedProps<T> {
  readonly data: T | undefined;
  readonly failure: Failure | undefined;
  readonly onRetry: () => void;
  readonly children: (data: T) => ReactNode;
  readonly loading?: ReactNode;
}

export function Loaded<T>({ data, failure, onRetry, children, loading }: LoadedProps<T>) {
  if (data !== undefined) return <>{children(data)}</>;
  if (failure !== undefined) return <FailurePanel failure={failure} onRetry={onRetry} />;
  return <>{loading ?? <LoadingLines />}</>;
}
