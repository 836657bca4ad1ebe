/** Owns the panel beside a list that shows one thing of it: its name, then what is known of it once that is there. */
import { type Asked, failureOf, Loaded, LoadingLines, SidePanel } from '@jetway/ui';
import { Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';

export interface ThingPanelProps<T> {
  /** What it is, such as "File". */
  readonly kind: string;
  readonly id: string;
  /** Undefined while nobody knows it. */
  readonly name: string | undefined;
  readonly asked: Asked<T>;
  readonly onClose: () => void;
  readonly children: (data: T) => ReactNode;
}

export function ThingPanel<T>({ kind, id, name, asked, onClose, children }: ThingPanelProps<T>) {
  return (
    <SidePanel
      label={name === undefined ? kind : `${kind} ${name}`}
      contentKey={id}
      header={
        <Title order={2} size="h4" style={{ overflowWrap: 'anywhere' }}>
          {name ?? kind}
        </Title>
      }
      onClose={onClose}
    >
      <Loaded
        data={asked.data}
        failure={failureOf(asked.error)}
        onRetry={() => void asked.refetch()}
        loading={<LoadingLines count={8} />}
      >
        {(data) => <Stack gap="lg">{children(data)}</Stack>}
      </Loaded>
    </SidePanel>
  );
}
