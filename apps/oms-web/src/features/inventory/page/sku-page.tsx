/** Owns the page of one SKU. */
import type { InventoryItem } from '@jetway/oms-api';
import { CopyButton, failureOf, Loaded, LoadingPage, PageHeader, StatusChip } from '@jetway/ui';
import { Anchor, Button, Grid, Group, Image, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowLeft, IconPencil } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useMay } from '../../session/index.ts';
import { SkuOnTheWay } from '../../transfers/index.ts';
import { AdjustDialog, type AdjustTarget } from '../adjust-dialog.tsx';
import { useSku } from '../inventory.queries.ts';
import { EditSkuDialog } from './edit-sku-dialog.tsx';
import { KitComponents } from './kit-components.tsx';
import { KitDialog } from './kit-dialog.tsx';
import { StockAtChannels } from './sku-channels.tsx';
import { SkuLedger } from './sku-ledger.tsx';
import { StockByLocation } from './sku-stock.tsx';

const route = getRouteApi('/shell/inventory/$skuId');

function SkuContent({ item }: { readonly item: InventoryItem }) {
  const may = useMay();
  const [target, setTarget] = useState<AdjustTarget>();
  const [editing, edit] = useDisclosure(false);
  const [composing, compose] = useDisclosure(false);
  const isKit = item.components.length > 0;
  const mayCompose = may('setComponents');
  const onAdjust = may('adjustStock') && !isKit ? (locationId: string) => setTarget({ item, locationId }) : undefined;
  return (
    <>
      <PageHeader
        back={
          <Anchor size="sm" renderRoot={(props) => <Link to="/inventory" {...props} />}>
            <IconArrowLeft size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> Inventory
          </Anchor>
        }
        tabTitle={item.sku}
        title={
          <Group gap={4} component="span">
            {item.sku}
            <CopyButton text={item.sku} label="SKU" />
            {isKit && <StatusChip tone="info">Kit</StatusChip>}
            {!item.active && <StatusChip tone="neutral">Not sold</StatusChip>}
          </Group>
        }
        description={item.title}
        actions={
          may('changeSku') && (
            <Group gap="xs">
              {mayCompose && !isKit && item.onHand === 0 && (
                <Button variant="subtle" onClick={compose.open}>
                  Make it a kit
                </Button>
              )}
              <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={edit.open}>
                Edit
              </Button>
            </Group>
          )
        }
      />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Stack>
            {item.imageUrl !== null && (
              <Image src={item.imageUrl} alt={item.title} h={140} w={140} radius="md" fit="contain" bg="white" />
            )}
            {isKit && <KitComponents item={item} onEdit={mayCompose ? compose.open : undefined} />}
            <StockByLocation item={item} onAdjust={onAdjust} />
            <SkuOnTheWay skuId={item.skuId} />
            <StockAtChannels item={item} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <SkuLedger item={item} />
        </Grid.Col>
      </Grid>
      <AdjustDialog target={target} onClose={() => setTarget(undefined)} />
      <KitDialog item={item} opened={composing} onClose={compose.close} />
      <EditSkuDialog item={item} opened={editing} onClose={edit.close} />
    </>
  );
}

export function SkuPage(): ReactNode {
  const { skuId } = route.useParams();
  const sku = useSku(skuId);
  return (
    <Loaded data={sku.data} failure={failureOf(sku.error)} onRetry={() => void sku.refetch()} loading={<LoadingPage />}>
      {(item) => <SkuContent item={item} />}
    </Loaded>
  );
}
