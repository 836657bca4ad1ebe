/** Owns the settings page of the organization's people. */
import { type Member, type Role, roles } from '@jetway/oms-api';
import {
  type Column,
  DataTable,
  EmptyPanel,
  FailureAlert,
  failureOf,
  Instant,
  PageHeader,
  StatusChip,
} from '@jetway/ui';
import { Button, NativeSelect, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { roleNames, useMay, useSession } from '../session/index.ts';
import { AddMemberDialog } from './add-member-dialog.tsx';
import { useChangeMember, useMembers } from './people.queries.ts';

const rowId = (member: Member): string => member.userId;

interface Rights {
  readonly ownId: string;
  readonly mayChange: boolean;
  readonly busy: boolean;
  readonly onRole: (member: Member, role: Role) => void;
  readonly onActive: (member: Member, active: boolean) => void;
}

function RoleCell({ member, rights }: { readonly member: Member; readonly rights: Rights }) {
  if (!rights.mayChange || member.userId === rights.ownId) return roleNames[member.role].name;
  return (
    <NativeSelect
      size="xs"
      w={130}
      aria-label={`Role of ${member.name}`}
      disabled={rights.busy}
      value={member.role}
      data={roles.map((role) => ({ value: role, label: roleNames[role].name }))}
      onChange={(event) => {
        const chosen = roles.find((role) => role === event.currentTarget.value);
        if (chosen !== undefined) rights.onRole(member, chosen);
      }}
    />
  );
}

const columns = (rights: Rights): Column<Member>[] => [
  {
    id: 'name',
    header: 'Name',
    cell: (member) => (
      <>
        <Text size="sm" fw={600} component="span" mr={6}>
          {member.name}
          {member.userId === rights.ownId ? ' (you)' : ''}
        </Text>
        {!member.active && <StatusChip tone="neutral">Locked out</StatusChip>}
      </>
    ),
  },
  { id: 'email', header: 'Email', cell: (member) => member.email },
  { id: 'role', header: 'Role', cell: (member) => <RoleCell member={member} rights={rights} /> },
  { id: 'since', header: 'Since', cell: (member) => <Instant at={member.createdAt} /> },
  ...(rights.mayChange
    ? [
        {
          id: 'actions',
          header: 'Actions',
          headerHidden: true,
          align: 'right' as const,
          cell: (member: Member) =>
            member.userId === rights.ownId ? null : (
              <Button
                size="compact-xs"
                variant="default"
                disabled={rights.busy}
                aria-label={`${member.active ? 'Lock out' : 'Let in'} ${member.name}`}
                onClick={() => rights.onActive(member, !member.active)}
              >
                {member.active ? 'Lock out' : 'Let in'}
              </Button>
            ),
        },
      ]
    : []),
];

export function PeoplePage(): ReactNode {
  const members = useMembers();
  const may = useMay();
  const { user } = useSession();
  const { mutate, error, isPending, reset } = useChangeMember();
  const [adding, add] = useDisclosure(false);
  const mayChange = may('changeMember');
  const shown = useMemo(
    () =>
      columns({
        ownId: user.id,
        mayChange,
        busy: isPending,
        onRole: ({ userId }, role) => mutate({ userId, role }),
        onActive: ({ userId }, active) => mutate({ userId, active }),
      }),
    [user.id, mayChange, isPending, mutate],
  );
  const failure = failureOf(error);
  return (
    <Stack gap="sm">
      <PageHeader
        title="People"
        description="Who works in this organization, and what they may do."
        actions={
          may('addMember') && (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add.open}>
              Add person
            </Button>
          )
        }
      />
      {failure !== undefined && <FailureAlert failure={failure} onClose={reset} />}
      <DataTable
        label="People"
        columns={shown}
        rows={members.data}
        rowId={rowId}
        failure={failureOf(members.error)}
        onRetry={() => void members.refetch()}
        empty={<EmptyPanel title="Nobody here" />}
      />
      <AddMemberDialog opened={adding} onClose={add.close} />
    </Stack>
  );
}
