/** Owns a page of a world's rules: the list, adding one, and the question before one is removed. */
import type { World } from '@jetway/marketplace-api';
import {
  type Column,
  ConfirmDialog,
  DataTable,
  EmptyPanel,
  failureOf,
  Instant,
  type PagedList,
  useLast,
} from '@jetway/ui';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import type { UseMutationResult } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { AccountName } from '../accounts/index.ts';
import { WorldHeader } from '../worlds/index.ts';

/** What every rule has. */
interface AnyRule {
  readonly id: string;
  readonly accountId: string | null;
  readonly createdAt: number;
}

export const Whom = ({ rule: { accountId } }: { readonly rule: AnyRule }) =>
  accountId === null ? <>Every account</> : <AccountName accountId={accountId} />;

interface RemoveProps<Rule> {
  readonly rule: Rule;
  readonly onRemove: (rule: Rule) => void;
}

function RemoveButton<Rule>({ rule, onRemove }: RemoveProps<Rule>) {
  return (
    <Button size="compact-xs" variant="default" style={{ flex: 'none' }} onClick={() => onRemove(rule)}>
      Remove …
    </Button>
  );
}

/** Below what a rule's card says: whom it meets, since when, and the way to remove it. */
function RuleCard<Rule extends AnyRule>({
  rule,
  onRemove,
  children,
}: RemoveProps<Rule> & { readonly children: ReactNode }) {
  return (
    <Stack gap={6}>
      {children}
      <Group justify="space-between" wrap="nowrap">
        <Text size="xs" c="dimmed" component="div">
          <Whom rule={rule} /> · added <Instant at={rule.createdAt} />
        </Text>
        <RemoveButton rule={rule} onRemove={onRemove} />
      </Group>
    </Stack>
  );
}

interface RemoveDialogProps<Rule> {
  readonly rule: Rule | undefined;
  readonly remove: UseMutationResult<unknown, Error, string>;
  readonly children: (rule: Rule) => ReactNode;
  readonly onClose: () => void;
}

function RemoveDialog<Rule extends AnyRule>({ rule, remove, children, onClose }: RemoveDialogProps<Rule>) {
  const shown = useLast(rule);
  const close = () => {
    remove.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={rule !== undefined}
      title="Remove the rule"
      confirmLabel="Remove"
      busy={remove.isPending}
      failure={failureOf(remove.error)}
      onConfirm={() => rule !== undefined && remove.mutate(rule.id, { onSuccess: close })}
      onClose={close}
    >
      <Stack gap="xs">{shown !== undefined && children(shown)}</Stack>
    </ConfirmDialog>
  );
}

export interface WorldRulesProps<Rule extends AnyRule> {
  readonly world: World;
  /** What the rules are called, such as "Listing rules". */
  readonly name: string;
  readonly about: string;
  readonly rules: PagedList<Rule>;
  /** All but when the rule was added, and the way to remove it. */
  readonly columns: readonly Column<Rule>[];
  readonly card: (rule: Rule) => ReactNode;
  readonly empty: { readonly title: string; readonly text: string; readonly icon: ReactNode };
  readonly remove: UseMutationResult<unknown, Error, string>;
  /** Which rule it is, and what follows from removing it. */
  readonly removal: (rule: Rule) => ReactNode;
  readonly addDialog: (opened: boolean, onClose: () => void) => ReactNode;
}

export function WorldRules<Rule extends AnyRule>(props: WorldRulesProps<Rule>) {
  const { world, name, rules, columns, empty } = props;
  const [adding, add] = useDisclosure(false);
  const [removing, setRemoving] = useState<Rule>();
  const allColumns = useMemo<readonly Column<Rule>[]>(
    () => [
      ...columns,
      { id: 'since', header: 'Added', nowrap: true, cell: ({ createdAt }) => <Instant at={createdAt} /> },
      {
        id: 'actions',
        header: 'Actions',
        headerHidden: true,
        align: 'right',
        cell: (rule) => <RemoveButton rule={rule} onRemove={setRemoving} />,
      },
    ],
    [columns],
  );
  const button = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add.open}>
      New rule
    </Button>
  );
  return (
    <>
      <WorldHeader
        world={world}
        tabTitle={`${name} of ${world.name}`}
        actions={(rules.rows?.length ?? 0) > 0 && button}
      />
      <Text size="sm" c="dimmed">
        {props.about}
      </Text>
      <DataTable
        label={name}
        columns={allColumns}
        rows={rules.rows}
        rowId={rowId}
        card={(rule) => (
          <RuleCard rule={rule} onRemove={setRemoving}>
            {props.card(rule)}
          </RuleCard>
        )}
        failure={failureOf(rules.query.error)}
        onRetry={() => void rules.query.refetch()}
        empty={
          <EmptyPanel title={empty.title} icon={empty.icon} action={button}>
            {empty.text}
          </EmptyPanel>
        }
        more={rules.more}
      />
      <RemoveDialog rule={removing} remove={props.remove} onClose={() => setRemoving(undefined)}>
        {props.removal}
      </RemoveDialog>
      {props.addDialog(adding, add.close)}
    </>
  );
}

const rowId = ({ id }: AnyRule): string => id;
