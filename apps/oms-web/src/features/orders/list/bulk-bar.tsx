/** Owns the bar that stands above the list's end while orders are selected: what can be done with them together. */
import { Button, Group, Paper, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './bulk-bar.module.css';

export interface BulkBarProps {
  readonly selected: number;
  /** All rows shown are selected, and the list holds so many; undefined when it holds no more. */
  readonly inList: number | undefined;
  readonly isWhole: boolean;
  readonly onWhole: () => void;
  readonly onClear: () => void;
  readonly onAcknowledge: (() => void) | undefined;
  readonly onCancel: (() => void) | undefined;
  /** Where the file of these orders is. */
  readonly exportHref: string | undefined;
  /** What other capabilities do with the selected orders: print, tag, hold. */
  readonly more?: ReactNode;
}

const counted = (orders: number): string => `${orders.toLocaleString()} ${orders === 1 ? 'order' : 'orders'}`;

export function BulkBar(props: BulkBarProps) {
  const { selected, inList, isWhole, onWhole, onClear, onAcknowledge, onCancel, exportHref, more } = props;
  return (
    <Paper className={classes['bar'] ?? ''} withBorder shadow="md" role="region" aria-label="Selected orders">
      <Group gap="xs" justify="space-between">
        <Group gap="xs">
          <Text size="sm" fw={600} role="status" className="jw-number">
            {isWhole
              ? `Everything in this list${inList === undefined ? '' : `: ${counted(inList)}`}`
              : `${counted(selected)} selected`}
          </Text>
          {!isWhole && inList !== undefined && inList > selected && (
            <Button variant="subtle" size="compact-sm" onClick={onWhole}>
              Select everything in this list
            </Button>
          )}
          <Button variant="subtle" size="compact-sm" color="gray" onClick={onClear}>
            Clear
          </Button>
        </Group>
        <Group gap="xs">
          {more}
          {exportHref !== undefined && (
            <Button
              component="a"
              href={exportHref}
              download
              variant="default"
              size="sm"
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              Export
            </Button>
          )}
          {onAcknowledge !== undefined && (
            <Button size="sm" onClick={onAcknowledge}>
              Acknowledge
            </Button>
          )}
          {onCancel !== undefined && (
            <Button size="sm" color="orange" c="#3b1402" bg="orange.4" onClick={onCancel}>
              Cancel
            </Button>
          )}
        </Group>
      </Group>
    </Paper>
  );
}
