/** Owns what is shown at an address without a page. */
import { NoSuchPage } from '@jetway/ui';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';

export function NotFoundPage() {
  return (
    <NoSuchPage
      action={
        <Button variant="default" renderRoot={(props) => <Link to="/accounts" {...props} />}>
          Go to the accounts
        </Button>
      }
    />
  );
}
