/** Owns the page of a merchant's checklist: what was done on the test account, and letting the merchant in before. */
import type { Onboarding } from '@jetway/marketplace-api';
import { ConfirmDialog, failureOf, Instant, Loaded, PageHeader, Section, StatusChip } from '@jetway/ui';
import { Anchor, Button, List, Modal, Stack, Text, TextInput, ThemeIcon } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheck, IconCircleDashed, IconKey, IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { DialogForm } from '../../parts/dialog-form.tsx';
import { Note } from '../../parts/note.tsx';
import { useAccountInWorld, useAccounts } from '../accounts/index.ts';
import { useOnboarding, useOverride, useTakeBack } from './onboarding.queries.ts';
import { onboardingStepNames, progressText, standingOf } from './onboarding.ts';

function Steps({ onboarding }: { readonly onboarding: Onboarding }) {
  return (
    <List spacing="sm" center listStyleType="none" aria-label="Steps">
      {onboarding.steps.map(({ step, doneAt }) => (
        <List.Item
          key={step}
          icon={
            <ThemeIcon size={24} radius="xl" variant="light" color={doneAt === null ? 'gray' : 'green'} aria-hidden>
              {doneAt === null ? <IconCircleDashed size={16} /> : <IconCheck size={16} />}
            </ThemeIcon>
          }
        >
          <Text size="sm" fw={600} span>
            {onboardingStepNames[step]}
          </Text>{' '}
          <Text size="sm" c="dimmed" span>
            {doneAt === null ? 'not yet' : <Instant at={doneAt} />}
          </Text>
        </List.Item>
      ))}
    </List>
  );
}

function Standing({ onboarding, onTakeBack }: { readonly onboarding: Onboarding; readonly onTakeBack: () => void }) {
  const standing = standingOf(onboarding);
  if (standing === 'open')
    return (
      <Note tone="warning" icon={<IconLock size={18} />} title="The live keys do not work yet">
        They give tokens once everything below was done on the test account, through the merchant API.
      </Note>
    );
  const { override } = onboarding;
  return (
    <Note tone="neutral" icon={<IconKey size={18} />} title="The live keys work">
      <Text size="sm">
        {standing === 'done'
          ? 'Everything below was done on the test account.'
          : 'The merchant was let in before the checklist was done.'}
      </Text>
      {override !== null && (
        <Text size="sm">
          By {override.by}, {new Date(override.at).toLocaleString()}
          {override.note !== null && `: “${override.note}”`}
        </Text>
      )}
      {standing === 'let in' && (
        <Button size="compact-sm" variant="default" mt="xs" onClick={onTakeBack}>
          Let the checklist decide …
        </Button>
      )}
    </Note>
  );
}

interface DialogProps {
  readonly merchantId: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

function OverrideForm({ merchantId, onClose }: Omit<DialogProps, 'opened'>) {
  const override = useOverride(merchantId);
  const [note, setNote] = useState('');
  return (
    <DialogForm
      submit="Let the live keys work"
      busy={override.isPending}
      failure={failureOf(override.error)}
      onSubmit={() => override.mutate(note, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <Text size="sm">The live keys give tokens from now on, whatever is missing on the test account.</Text>
      <TextInput
        label="Why"
        data-autofocus
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </DialogForm>
  );
}

function OverrideDialog({ opened, ...form }: DialogProps) {
  return (
    <Modal opened={opened} onClose={form.onClose} title="Let the merchant in">
      <OverrideForm {...form} />
    </Modal>
  );
}

function TakeBackDialog({ merchantId, opened, onClose }: DialogProps) {
  const takeBack = useTakeBack(merchantId);
  return (
    <ConfirmDialog
      opened={opened}
      title="Let the checklist decide"
      confirmLabel="Let the checklist decide"
      busy={takeBack.isPending}
      failure={failureOf(takeBack.error)}
      onConfirm={() => takeBack.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      With the live keys no new token can be had until all steps are done. Tokens that are out keep working until they
      run out, ten hours after they were given.
    </ConfirmDialog>
  );
}

/** The steps are done on the test account, so from the live one the way is shown. */
function Where() {
  const { account } = useAccountInWorld();
  const accounts = useAccounts();
  const test = accounts.data?.find(({ merchantId, kind }) => merchantId === account.merchantId && kind === 'test');
  if (account.kind === 'test' || test === undefined) return null;
  return (
    <Text size="sm" c="dimmed" mt="md">
      Dates are in the time of the{' '}
      <Anchor
        size="sm"
        renderRoot={(props) => <Link to="/accounts/$accountId/orders" params={{ accountId: test.id }} {...props} />}
      >
        test account
      </Anchor>
      .
    </Text>
  );
}

export function OnboardingPage(): ReactNode {
  const { account } = useAccountInWorld();
  const { merchantId } = account;
  const onboarding = useOnboarding(merchantId);
  const [letting, letIn] = useDisclosure(false);
  const [taking, take] = useDisclosure(false);
  const { data } = onboarding;
  const isOpen = data !== undefined && !data.done;
  return (
    <Stack gap="md">
      <PageHeader
        title="Onboarding"
        tabTitle={`Onboarding of ${account.merchantName}`}
        description="What the merchant does on the test account before its live keys work."
        actions={isOpen ? <Button onClick={letIn.open}>Let the live keys work …</Button> : undefined}
      />
      <Loaded data={data} failure={failureOf(onboarding.error)} onRetry={() => void onboarding.refetch()}>
        {(read) => (
          <>
            <Standing onboarding={read} onTakeBack={take.open} />
            <Section
              title="Checklist"
              actions={
                <StatusChip tone={standingOf(read) === 'done' ? 'success' : 'neutral'}>{progressText(read)}</StatusChip>
              }
            >
              <Steps onboarding={read} />
              <Where />
            </Section>
          </>
        )}
      </Loaded>
      <OverrideDialog merchantId={merchantId} opened={letting} onClose={letIn.close} />
      <TakeBackDialog merchantId={merchantId} opened={taking} onClose={take.close} />
    </Stack>
  );
}
