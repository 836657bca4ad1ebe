/** Owns the two sides of a thing's page: its details, and how the merchant sees it. */
import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { parseDetailSearch } from './detail-search.ts';
import { MerchantView } from './merchant-view.tsx';

export interface DetailTabsProps {
  /** What the page is about, such as "order". */
  readonly thing: string;
  /** Its address in the merchant API, and what that answers. */
  readonly address: string;
  readonly merchantView: unknown;
  /** The details. */
  readonly children: ReactNode;
}

/** Which side is shown stands in the address of the page. */
export function DetailTabs({ thing, address, merchantView, children }: DetailTabsProps) {
  const { view } = parseDetailSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const show = (next: string | null) =>
    void navigate({ to: '.', search: parseDetailSearch({ view: next }), replace: true });
  return (
    <Tabs value={view ?? 'details'} onChange={show} keepMounted={false}>
      <Tabs.List mb="md" aria-label={`Parts of the ${thing}`}>
        <Tabs.Tab value="details">Details</Tabs.Tab>
        <Tabs.Tab value="merchant">Merchant’s view</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="details">{children}</Tabs.Panel>
      <Tabs.Panel value="merchant">
        <MerchantView label={`The ${thing} as the merchant sees it`} address={address} value={merchantView} />
      </Tabs.Panel>
    </Tabs>
  );
}
