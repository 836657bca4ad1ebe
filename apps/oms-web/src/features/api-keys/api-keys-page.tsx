/** Owns the settings page of the keys by which programs sign in. */
import type { ApiKey } from '@jetway/oms-api';
import { type Column, ConfirmDialog, DataTable, EmptyPanel, failureOf, Instant, PageHeader } from '@jetway/ui';
import { Button, Code, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { roleNames, useMay } from '../session/index.ts';
import { useApiKeys, useRevokeApiKey } from './api-keys.queries.ts';
import { CreateKeyDialog } from './create-key-dialog.tsx';

const rowId = (key: ApiKey): string => key.id;

const columns = (onRevoke: (key: ApiKey) => void): Column<ApiKey>[] => [
  { id: 'name', header: 'Name', cell: ({ name }) => name },
  { id: 'prefix', header: 'Key', cell: ({ prefix }) => <Code>{prefix}…</Code> },
  { id: 'role', header: 'Role', cell: ({ role }) => roleNames[role].name },
  { id: 'created', header: 'Made', cell: ({ createdAt }) => <Instant at={createdAt} /> },
  {
    id: 'used',
    header: 'Last used',
    cell: ({ lastUsedAt }) => <Instant at={lastUsedAt} form="relative" none="never" />,
  },
  {
    id: 'actions',
    header: 'Actions',
    headerHidden: true,
    align: 'right',
    cell: (key) => (
      <Button size="compact-xs" variant="default" aria-label={`Revoke ${key.name}`} onClick={() => onRevoke(key)}>
        Revoke …
      </Button>
    ),
  },
];

function RevokeDialog({ apiKey, onClose }: { readonly apiKey: ApiKey | undefined; readonly onClose: () => void }) {
  const revoke = useRevokeApiKey();
  const close = () => {
    revoke.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={apiKey !== undefined}
      title={`Revoke ${apiKey?.name ?? 'the key'}?`}
      confirmLabel="Revoke"
      dangerous
      busy={revoke.isPending}
      failure={failureOf(revoke.error)}
      onClose={close}
      onConfirm={() => {
        if (apiKey !== undefined) revoke.mutate(apiKey.id, { onSuccess: close });
      }}
    >
      Whatever uses this key is refused from now on. This cannot be undone; make another key instead.
    </ConfirmDialog>
  );
}

export function ApiKeysPage(): ReactNode {
  const may = useMay();
  const allowed = may('listApiKeys');
  const keys = useApiKeys(allowed);
  const [making, make] = useDisclosure(false);
  const [revoking, setRevoking] = useState<ApiKey>();
  const shown = useMemo(() => columns(setRevoking), []);
  if (!allowed)
    return (
      <EmptyPanel title="For admins only" icon={<IconKey size={26} aria-hidden />}>
        Your role does not show API keys. An admin of your organization makes and revokes them.
      </EmptyPanel>
    );
  const makeButton = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={make.open}>
      Make a key
    </Button>
  );
  return (
    <Stack gap="sm">
      <PageHeader title="API keys" description="By which programs use the OMS." actions={makeButton} />
      <DataTable
        label="API keys"
        columns={shown}
        rows={keys.data}
        rowId={rowId}
        failure={failureOf(keys.error)}
        onRetry={() => void keys.refetch()}
        empty={
          <EmptyPanel title="No key yet" icon={<IconKey size={26} aria-hidden />}>
            A program that should read orders or change stock needs a key of its own, with the smallest role that does.
          </EmptyPanel>
        }
      />
      <CreateKeyDialog opened={making} onClose={make.close} />
      <RevokeDialog apiKey={revoking} onClose={() => setRevoking(undefined)} />
    </Stack>
  );
}
