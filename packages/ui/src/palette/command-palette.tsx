/** Owns the command palette: type, choose with the arrows, Enter. */
import { Group, Modal, ScrollArea, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react';
import classes from './command-palette.module.css';
import { filterCommands } from './commands.ts';

export interface Command {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  readonly description?: string;
  readonly icon?: ReactNode;
  readonly run: () => void;
  /** Found elsewhere for what was typed: shown without comparing its words. */
  readonly found?: boolean;
}

export interface CommandPaletteProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly commands: readonly Command[];
  readonly query: string;
  readonly onQueryChange: (query: string) => void;
  readonly busy?: boolean;
}

interface ListProps {
  readonly id: string;
  readonly commands: readonly Command[];
  readonly active: number;
  readonly onChoose: (command: Command) => void;
}

function CommandList({ id, commands, active, onChoose }: ListProps) {
  return (
    <div id={id} role="listbox" aria-label="Commands">
      {commands.map((command, index) => (
        <div key={command.id}>
          {command.group !== commands[index - 1]?.group && <div className={classes['group']}>{command.group}</div>}
          <UnstyledButton
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={classes['option']}
            data-active={index === active || undefined}
            onClick={() => onChoose(command)}
          >
            <Group gap="sm" wrap="nowrap">
              {command.icon}
              <Text size="sm" truncate>
                {command.label}
              </Text>
              {command.description !== undefined && (
                <Text size="xs" c="dimmed" truncate>
                  {command.description}
                </Text>
              )}
            </Group>
          </UnstyledButton>
        </div>
      ))}
    </div>
  );
}

export function CommandPalette({ opened, onClose, commands, query, onQueryChange, busy = false }: CommandPaletteProps) {
  const [active, setActive] = useState(0);
  const id = useId();
  const shown = filterCommands(commands, query);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question or another opening starts at the top
  useEffect(() => setActive(0), [query, opened]);
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, id]);
  const choose = (command: Command | undefined) => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const pressed = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && shown.length > 0) setActive((active + step + shown.length) % shown.length);
    else if (event.key === 'Enter') choose(shown[active]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size="lg"
      yOffset="12vh"
      centered={false}
      aria-label="Go to or search"
    >
      <TextInput
        className={classes['field'] ?? ''}
        data-autofocus
        variant="unstyled"
        size="md"
        px="md"
        py={4}
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={shown.length > 0 ? `${id}-${active}` : ''}
        aria-label="Go to a page, an order or a SKU"
        placeholder="Go to a page, an order or a SKU …"
        leftSection={<IconSearch size={18} aria-hidden />}
        value={query}
        onChange={(event) => onQueryChange(event.currentTarget.value)}
        onKeyDown={pressed}
      />
      <ScrollArea.Autosize mah="50vh" className={classes['list']} type="auto">
        <CommandList id={id} commands={shown} active={active} onChoose={choose} />
        {shown.length === 0 && (
          <Text size="sm" c="dimmed" p="md" role="status">
            {busy ? 'Searching …' : 'Nothing found.'}
          </Text>
        )}
      </ScrollArea.Autosize>
    </Modal>
  );
}
