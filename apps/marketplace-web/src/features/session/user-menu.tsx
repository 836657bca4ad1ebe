/** Owns the menu of the operator who is signed in: appearance, shortcuts, sign out. */
import { ColorSchemeMenuItems, failureOf } from '@jetway/ui';
import { Avatar, Menu, Text, UnstyledButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconKeyboard, IconLogout } from '@tabler/icons-react';
import { useSignOut } from './session.queries.ts';

export interface UserMenuProps {
  readonly email: string;
  readonly onShortcuts: () => void;
}

export function UserMenu({ email, onShortcuts }: UserMenuProps) {
  const signOut = useSignOut();
  const leave = () =>
    signOut.mutate(undefined, {
      onError: (error) =>
        notifications.show({ color: 'red', title: 'Not signed out', message: failureOf(error)?.detail ?? '' }),
    });
  return (
    <Menu position="bottom-end" width={260} withArrow shadow="md">
      <Menu.Target>
        <UnstyledButton aria-label={`Menu of ${email}`}>
          <Avatar size={34} color="jetway" radius="xl">
            {email.slice(0, 2).toUpperCase()}
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="xs">Operator</Text>
          <Text size="sm" fw={600} c="var(--mantine-color-text)" style={{ overflowWrap: 'anywhere' }}>
            {email}
          </Text>
        </Menu.Label>
        <Menu.Divider />
        <ColorSchemeMenuItems />
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={onShortcuts}>
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} disabled={signOut.isPending} onClick={leave}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
