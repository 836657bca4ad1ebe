/** Owns the page of an account's fulfilment and return nodes. */
import type { FulfillmentNode, ReturnNode } from '@jetway/marketplace-api';
import { type Column, CopyText, DataTable, EmptyPanel, failureOf, PageHeader, StatusChip } from '@jetway/ui';
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconBuildingWarehouse, IconPlus, IconTruckReturn } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { addressText } from '../../parts/address.ts';
import { useAccountInWorld } from '../accounts/index.ts';
import { NodeDialog, type NodeDialogProps } from './node-dialog.tsx';
import { useNodes, useReturnNodes } from './nodes.queries.ts';
import { ReturnNodeDialog, type ReturnNodeDialogProps } from './return-node-dialog.tsx';

const rowId = ({ id }: { readonly id: string }): string => id;

function NodeName({ node }: { readonly node: ReturnNode }) {
  return (
    <Stack gap={2} align="flex-start" miw={{ sm: 290 }}>
      <Text size="sm" fw={600}>
        {node.name}
      </Text>
      <CopyText text={node.id} label="node id" />
    </Stack>
  );
}

function Names({ names }: { readonly names: readonly string[] }) {
  return (
    <Group gap={4} maw={360}>
      {names.map((name) => (
        <StatusChip key={name} tone="neutral">
          {name}
        </StatusChip>
      ))}
    </Group>
  );
}

const placeColumns: Column<ReturnNode>[] = [
  { id: 'name', header: 'Node', cell: (node) => <NodeName node={node} /> },
  { id: 'address', header: 'Address', cell: ({ address }) => <Text size="sm">{addressText(address)}</Text> },
];

const nodeColumns: Column<FulfillmentNode>[] = [
  ...placeColumns,
  { id: 'zone', header: 'Time zone', cell: ({ timeZone }) => timeZone.replaceAll('_', ' ') },
  { id: 'levels', header: 'Service levels', cell: ({ serviceLevels }) => <Names names={serviceLevels} /> },
  {
    id: 'methods',
    header: 'Shipping methods',
    cell: ({ shippingMethods, pricedPerPound }) => (
      <Stack gap={4}>
        <Names names={shippingMethods} />
        {pricedPerPound && (
          <Text size="xs" c="dimmed">
            Priced per pound: SKUs need a weight
          </Text>
        )}
      </Stack>
    ),
  },
];

interface PartProps {
  readonly title: string;
  readonly description: string;
  readonly action: ReactNode;
  readonly children: ReactNode;
}

function Part({ title, description, action, children }: PartProps) {
  return (
    <Stack gap="sm" component="section" aria-label={title}>
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={2} size="h4">
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {description}
          </Text>
        </div>
        {action}
      </Group>
      {children}
    </Stack>
  );
}

function FulfillmentNodes({ accountId }: { readonly accountId: string }) {
  const nodes = useNodes(accountId);
  const [target, setTarget] = useState<NodeDialogProps['target']>();
  const button = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setTarget('new')}>
      New fulfilment node
    </Button>
  );
  return (
    <Part title="Fulfilment nodes" description="Where the merchant ships from." action={button}>
      <DataTable
        label="Fulfilment nodes"
        columns={nodeColumns}
        rows={nodes.data}
        rowId={rowId}
        onOpen={setTarget}
        failure={failureOf(nodes.error)}
        onRetry={() => void nodes.refetch()}
        empty={
          <EmptyPanel title="No fulfilment node yet" icon={<IconBuildingWarehouse size={26} aria-hidden />}>
            Without one the merchant can feed no inventory, and nothing can be ordered.
          </EmptyPanel>
        }
      />
      <NodeDialog accountId={accountId} target={target} onClose={() => setTarget(undefined)} />
    </Part>
  );
}

function ReturnNodes({ accountId }: { readonly accountId: string }) {
  const nodes = useReturnNodes(accountId);
  const [target, setTarget] = useState<ReturnNodeDialogProps['target']>();
  const button = (
    <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setTarget('new')}>
      New return node
    </Button>
  );
  return (
    <Part title="Return nodes" description="Where the merchant takes returns." action={button}>
      <DataTable
        label="Return nodes"
        columns={placeColumns}
        rows={nodes.data}
        rowId={rowId}
        onOpen={setTarget}
        failure={failureOf(nodes.error)}
        onRetry={() => void nodes.refetch()}
        empty={
          <EmptyPanel title="No return node yet" icon={<IconTruckReturn size={26} aria-hidden />}>
            Add the place that parcels come back to.
          </EmptyPanel>
        }
      />
      <ReturnNodeDialog accountId={accountId} target={target} onClose={() => setTarget(undefined)} />
    </Part>
  );
}

export function NodesPage(): ReactNode {
  const { account } = useAccountInWorld();
  return (
    <Stack gap="lg">
      <PageHeader
        title="Nodes"
        tabTitle={`Nodes of ${account.merchantName}`}
        description="The places between which the merchant’s parcels travel."
      />
      <FulfillmentNodes accountId={account.id} />
      <ReturnNodes accountId={account.id} />
    </Stack>
  );
}
