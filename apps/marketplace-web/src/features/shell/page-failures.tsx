/** Owns what is shown instead of a page: nothing there, or the page itself broke. */
import { EmptyPanel, FailurePanel } from '@jetway/ui';
import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { ReplyError } from '../../api/index.ts';

export function NotFoundPage() {
  return (
    <EmptyPanel
      title="There is no such page"
      icon={<IconMapOff size={26} aria-hidden />}
      action={
        <Button variant="default" renderRoot={(props) => <Link to="/accounts" {...props} />}>
          Go to the accounts
        </Button>
      }
    >
      The address may be mistyped, or what it led to was removed.
    </EmptyPanel>
  );
}

/** The page's own code failed, or what it stands on could not be fetched. */
export function BrokenPage({ error, reset }: ErrorComponentProps) {
  const failure =
    error instanceof ReplyError
      ? error.failure
      : { title: 'This page has a fault', detail: 'Load it anew; if that does not help, please report it.' };
  return <FailurePanel failure={failure} onRetry={() => (error instanceof ReplyError ? reset() : location.reload())} />;
}
