/** Owns the list of accounts that live in a world. */
import type { World } from '@jetway/marketplace-api';
import { CopyText, FailureAlert, failureOf, LoadingLines, Section } from '@jetway/ui';
import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useAccounts } from '../../accounts/index.ts';

/** A live world may have hundreds; the accounts page lists them all. */
const MOST_SHOWN = 20;

export function WorldAccounts({ world }: { readonly world: World }) {
  const accounts = useAccounts();
  const failure = failureOf(accounts.error);
  const own = accounts.data?.filter(({ worldId }) => worldId === world.id);
  return (
    <Section title="Accounts">
      {own === undefined && failure !== undefined && (
        <FailureAlert failure={failure} onRetry={() => void accounts.refetch()} />
      )}
      {own === undefined && failure === undefined && <LoadingLines count={3} />}
      <Stack gap="sm">
        {own?.slice(0, MOST_SHOWN).map((account) => (
          <div key={account.id}>
            <Anchor
              size="sm"
              fw={600}
              renderRoot={(props) => (
                <Link to="/accounts/$accountId/orders" params={{ accountId: account.id }} {...props} />
              )}
            >
              {account.merchantName}
            </Anchor>
            <Text size="xs" c="dimmed" component="div">
              <CopyText text={account.id} label="account id" />
            </Text>
          </div>
        ))}
        {own?.length === 0 && (
          <Text size="sm" c="dimmed">
            No merchant lives here yet.
          </Text>
        )}
        {own !== undefined && own.length > MOST_SHOWN && (
          <Text size="sm" c="dimmed">
            And {(own.length - MOST_SHOWN).toLocaleString()} more.
          </Text>
        )}
        <Text size="xs" c="dimmed" component="div">
          World <CopyText text={world.id} label="world id" />
        </Text>
      </Stack>
    </Section>
  );
}
