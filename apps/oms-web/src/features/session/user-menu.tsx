/** Owns the menu of the person who is signed in: organization, password, appearance, sign out. */
import { ColorSchemeMenuItems } from '@jetway/ui';
import { Avatar, Menu, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBuilding, IconCheck, IconKey, IconKeyboard, IconLogout } from '@tabler/icons-react';
import { ChangePasswordDialog } from './change-password-dialog.tsx';
import { roleNames } from './roles.ts';
import { useSignOut, useSwitchOrganization } from './session.queries.ts';
import { useSession } from './session-context.tsx';

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');

function OrganizationItems() {
  const session = useSession();
  const change = useSwitchOrganization();
  if (session.organizations.length < 2) return null;
  return (
    <>
      <Menu.Label>Organization</Menu.Label>
      {session.organizations.map(({ id, name, role }) => (
        <Menu.Item
          key={id}
          leftSection={<IconBuilding size={16} aria-hidden />}
          rightSection={id === session.organization.id ? <IconCheck size={14} aria-label="chosen" /> : undefined}
          disabled={change.isPending}
          onClick={() => {
            if (id !== session.organization.id) change.mutate(id);
          }}
        >
          {name}
          <Text size="xs" c="dimmed">
            {roleNames[role].name}
          </Text>
        </Menu.Item>
      ))}
      <Menu.Divider />
    </>
  );
}

export function UserMenu({ onShortcuts }: { readonly onShortcuts: () => void }) {
  const { user, organization, role } = useSession();
  const signOut = useSignOut();
  const [passwordOpened, password] = useDisclosure(false);
  return (
    <>
      <Menu position="bottom-end" width={260} withArrow shadow="md">
        <Menu.Target>
          <UnstyledButton aria-label={`Menu of ${user.name}`}>
            <Avatar size={34} color="jetway" radius="xl">
              {initials(user.name)}
            </Avatar>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            <Text size="sm" fw={600} c="var(--mantine-color-text)">
              {user.name}
            </Text>
            <Text size="xs">{user.email}</Text>
            <Text size="xs">
              {roleNames[role].name} at {organization.name}
            </Text>
          </Menu.Label>
          <Menu.Divider />
          <OrganizationItems />
          <ColorSchemeMenuItems />
          <Menu.Divider />
          <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={onShortcuts}>
            Keyboard shortcuts
          </Menu.Item>
          <Menu.Item leftSection={<IconKey size={16} aria-hidden />} onClick={password.open}>
            Change password
          </Menu.Item>
          <Menu.Item
            leftSection={<IconLogout size={16} aria-hidden />}
            disabled={signOut.isPending}
            onClick={() => signOut.mutate()}
          >
            Sign out
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ChangePasswordDialog opened={passwordOpened} onClose={password.close} />
    </>
  );
}
