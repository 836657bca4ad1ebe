/** Owns a page about one thing: waiting for it, why it is not there with a way back, then the thing itself. */
import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageHeader } from './page-header.tsx';
import { failureOf } from './server/failures.ts';
import { FailurePanel, LoadingPage } from './states.tsx';

/** A thing that was asked for, as queries tell of it. */
export interface Asked<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

export interface LoadedPageProps<T> {
  readonly asked: Asked<T>;
  /** What the page is about, while nobody knows more. */
  readonly title: string;
  /** Way back, when the thing is not there. */
  readonly back?: ReactNode;
  readonly children: (data: T) => ReactNode;
}

export function LoadedPage<T>({ asked, title, back, children }: LoadedPageProps<T>) {
  if (asked.data !== undefined) return <>{children(asked.data)}</>;
  const failure = failureOf(asked.error);
  if (failure === undefined) return <LoadingPage />;
  return (
    <Stack gap="sm">
      <PageHeader title={title} back={back} />
      <FailurePanel failure={failure} onRetry={() => void asked.refetch()} />
    </Stack>
  );
}
