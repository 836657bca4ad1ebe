/** Owns the page of what goes wrong on purpose for an account, and how often it may ask. */
import { ClockProvider, PageHeader } from '@jetway/ui';
import { Stack } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Note } from '../../parts/note.tsx';
import { useAccountInWorld } from '../accounts/index.ts';
import { FaultList } from './fault-list.tsx';
import { LimitsSection } from './limits-form.tsx';

/** Faults end in real time, whatever the account's world shows. */
const realNow = (): number => Date.now();

export function FaultsPage(): ReactNode {
  const { account } = useAccountInWorld();
  return (
    <ClockProvider now={realNow}>
      <Stack gap="md">
        <PageHeader
          title="Faults and limits"
          tabTitle={`Faults and limits of ${account.merchantName}`}
          description="What goes wrong on purpose, and how often the merchant’s software may ask."
        />
        {account.kind === 'live' ? (
          <Note tone="neutral" icon={<IconShieldCheck size={18} />} title="Nothing goes wrong here on purpose">
            This is a live account. Faults are injected for test accounts only.
          </Note>
        ) : (
          <FaultList accountId={account.id} />
        )}
        <LimitsSection accountId={account.id} />
      </Stack>
    </ClockProvider>
  );
}
