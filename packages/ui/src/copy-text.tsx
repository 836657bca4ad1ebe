/** Owns text that people copy: ids, keys, numbers. */
import { ActionIcon, Code, Group, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { copyToClipboard } from './clipboard.ts';

/** A small button that copies and says so. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const copy = async () => {
    setState((await copyToClipboard(text)) ? 'copied' : 'refused');
    setTimeout(() => setState('idle'), 1500);
  };
  const words = { idle: `Copy ${label}`, copied: 'Copied', refused: 'Copying is not allowed here' }[state];
  return (
    <Tooltip label={words}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        aria-label={words}
        onClick={(event) => {
          event.stopPropagation();
          void copy();
        }}
      >
        {state === 'copied' ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
      </ActionIcon>
    </Tooltip>
  );
}

/** Text in fixed width with a copy button beside it. */
export function CopyText({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <Group gap={2} wrap="nowrap" display="inline-flex" style={{ maxWidth: '100%', verticalAlign: 'middle' }}>
      <Code style={{ overflowWrap: 'anywhere' }}>{text}</Code>
      <CopyButton text={text} label={label} />
    </Group>
  );
}
