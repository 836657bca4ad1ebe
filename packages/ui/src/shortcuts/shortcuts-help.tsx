/** Owns the list of shortcuts that work on the present page. */
import { Group, Kbd, Modal, SimpleGrid, Stack, Text } from '@mantine/core';
import type { Shortcut } from './shortcuts.ts';
import { useActiveShortcuts } from './shortcuts-provider.tsx';

const isMac = (): boolean => /mac|iphone|ipad/i.test(navigator.userAgent);

const keyText = (key: string): string => {
  if (key.startsWith('mod+')) return `${isMac() ? '⌘' : 'Ctrl'} ${key.slice(4).toUpperCase()}`;
  return key.length === 1 ? key.toUpperCase() : key;
};

export function KeySequence({ keys }: { readonly keys: string }) {
  return (
    <Group gap={4} wrap="nowrap">
      {keys.split(' ').map((key, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a key may occur twice in a sequence, which never changes
        <Kbd key={`${key}-${position}`} size="xs">
          {keyText(key)}
        </Kbd>
      ))}
    </Group>
  );
}

function HelpGroup({ name, shortcuts }: { readonly name: string; readonly shortcuts: readonly Shortcut[] }) {
  return (
    <Stack gap={6}>
      <Text fw={650} size="sm">
        {name}
      </Text>
      {shortcuts.map(({ keys, description }) => (
        <Group key={keys} justify="space-between" wrap="nowrap">
          <Text size="sm">{description}</Text>
          <KeySequence keys={keys} />
        </Group>
      ))}
    </Stack>
  );
}

export function ShortcutsHelp({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const active = useActiveShortcuts();
  const unique = opened ? [...new Map(active().map((shortcut) => [shortcut.keys, shortcut])).values()] : [];
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Keyboard shortcuts"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
        {[...Map.groupBy(unique, ({ group }) => group)].map(([name, shortcuts]) => (
          <HelpGroup key={name} name={name} shortcuts={shortcuts} />
        ))}
      </SimpleGrid>
    </Modal>
  );
}
