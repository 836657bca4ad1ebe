/** Owns the menu in which a person chooses columns. */
import { ActionIcon, Checkbox, Popover, Stack, Tooltip } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import type { Column } from './columns.ts';
import type { ColumnChoice } from './use-column-choice.ts';

export interface ColumnMenuProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly choice: ColumnChoice;
}

export function ColumnMenu<Row>({ columns, choice }: ColumnMenuProps<Row>) {
  return (
    <Popover position="bottom-end" withArrow shadow="md" trapFocus>
      <Popover.Target>
        <Tooltip label="Columns">
          <ActionIcon visibleFrom="sm" variant="default" size={36} aria-label="Choose columns">
            <IconColumns3 size={17} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          {columns
            .filter((column) => column.optional === true)
            .map((column) => (
              <Checkbox
                key={column.id}
                size="sm"
                label={column.header}
                checked={choice.visibility[column.id] ?? true}
                onChange={() => choice.toggle(column.id)}
              />
            ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
