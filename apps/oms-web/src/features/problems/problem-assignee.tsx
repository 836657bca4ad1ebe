/** Owns who deals with a problem: shown, taken, given to somebody, or to nobody. */
import type { ProblemItem } from '@jetway/oms-api';
import { failureOf } from '@jetway/ui';
import { Button, Menu, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCheck, IconUser, IconUserOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useMembers } from '../people/index.ts';
import { useMay, useSession } from '../session/index.ts';
import { useAssign } from './problems.queries.ts';

export interface ProblemAssigneeProps {
  readonly problem: ProblemItem;
  /** Told of the problem as it is afterwards. */
  readonly onAssigned: ((problem: ProblemItem) => void) | undefined;
}

/** Gives a problem to somebody; a refusal is told beside the page, since the card shows who has it. */
function useGiving(problem: ProblemItem, onAssigned: ProblemAssigneeProps['onAssigned']) {
  const assign = useAssign();
  const give = (userId: string | null) =>
    assign.mutate(
      { problem, userId },
      {
        onSuccess: (after) => onAssigned?.(after),
        onError: (error) => notifications.show({ message: failureOf(error)?.detail ?? 'It failed.', color: 'red' }),
      },
    );
  return { give, isBusy: assign.isPending };
}

const icon = { size: 16, 'aria-hidden': true } as const;

/** Asked for only once the menu is open. */
function Members({ problem, give }: { readonly problem: ProblemItem; readonly give: (userId: string) => void }) {
  const { user } = useSession();
  const { data = [] } = useMembers();
  return data
    .filter(({ active, userId }) => active && userId !== user.id)
    .map(({ userId, name, email }) => (
      <Menu.Item
        key={userId}
        leftSection={userId === problem.assignee?.userId ? <IconCheck {...icon} /> : <IconUser {...icon} />}
        onClick={() => give(userId)}
      >
        <Text size="sm">{name}</Text>
        <Text size="xs" c="dimmed">
          {email}
        </Text>
      </Menu.Item>
    ));
}

export function ProblemAssignee({ problem, onAssigned }: ProblemAssigneeProps) {
  const may = useMay();
  const { user } = useSession();
  const { give, isBusy } = useGiving(problem, onAssigned);
  const [opened, setOpened] = useState(false);
  const isMine = problem.assignee?.userId === user.id;
  const name = problem.assignee === null ? 'Nobody yet' : isMine ? 'You' : problem.assignee.name;
  if (!may('assignProblem') || problem.state !== 'open')
    return problem.assignee === null ? null : (
      <Text size="xs" c="dimmed">
        {name}
      </Text>
    );
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-start" shadow="md" withinPortal>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant={isMine ? 'light' : 'subtle'}
          color={problem.assignee === null ? 'gray' : 'jetway'}
          loading={isBusy}
          leftSection={problem.assignee === null ? <IconUserOff {...icon} /> : <IconUser {...icon} />}
          aria-label={`Who deals with it: ${name}`}
        >
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {!isMine && (
          <Menu.Item leftSection={<IconUser {...icon} />} onClick={() => give(user.id)}>
            Take it myself
          </Menu.Item>
        )}
        {problem.assignee !== null && (
          <Menu.Item leftSection={<IconUserOff {...icon} />} onClick={() => give(null)}>
            Nobody
          </Menu.Item>
        )}
        {opened && <Members problem={problem} give={give} />}
      </Menu.Dropdown>
    </Menu>
  );
}
