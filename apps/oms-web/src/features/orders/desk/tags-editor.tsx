/** Owns the tags of an order: shown, added with suggestions of those in use, taken off. */
import type { OrderSummary } from '@jetway/oms-api';
import { FailureAlert, failureOf } from '@jetway/ui';
import { Autocomplete, Button, Group, Pill, Stack } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import { useState } from 'react';
import { useMay } from '../../session/index.ts';
import { useChangeTags, useTagsInUse } from './desk.queries.ts';

/** As the server keeps them; the longest. */
const MAX_LENGTH = 50;

export interface TagsEditorProps {
  readonly order: OrderSummary;
  /** The field is open; a key can open it. */
  readonly adding: boolean;
  readonly onAdding: (adding: boolean) => void;
}

interface TagFieldProps {
  readonly tags: readonly string[];
  readonly onAdd: (tag: string) => void;
  readonly onClose: () => void;
}

function TagField({ tags, onAdd, onClose }: TagFieldProps) {
  const [text, setText] = useState('');
  const typed = text.trim().toLowerCase();
  const inUse = useTagsInUse(typed.slice(0, MAX_LENGTH), true);
  const suggested = (inUse.data?.items ?? []).map(({ tag }) => tag).filter((tag) => !tags.includes(tag));
  const add = (tag: string): void => {
    if (tag.trim() === '') return;
    onAdd(tag);
    setText('');
  };
  return (
    <Autocomplete
      size="xs"
      w={200}
      aria-label="New tag"
      placeholder="A tag, then Enter"
      autoFocus
      maxLength={MAX_LENGTH}
      data={suggested}
      value={text}
      onChange={setText}
      onOptionSubmit={(tag) => {
        add(tag);
        // The field takes over the chosen option after this.
        queueMicrotask(() => setText(''));
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.defaultPrevented) add(text);
        if (event.key === 'Escape') onClose();
      }}
      onBlur={() => {
        if (text.trim() === '') onClose();
      }}
    />
  );
}

export function TagsEditor({ order, adding, onAdding }: TagsEditorProps) {
  const may = useMay();
  const change = useChangeTags(order.id);
  const failure = failureOf(change.error);
  const mayChange = may('changeOrderTags');
  if (order.tags.length === 0 && !mayChange) return null;
  return (
    <Stack gap="xs" mb="md">
      <Group gap={6} role="group" aria-label="Tags">
        {order.tags.map((tag) => (
          <Pill
            key={tag}
            size="md"
            withRemoveButton={mayChange}
            removeButtonProps={{ 'aria-label': `Take off ${tag}`, 'aria-hidden': false, tabIndex: 0 }}
            onRemove={() => change.mutate({ remove: [tag] })}
          >
            {tag}
          </Pill>
        ))}
        {mayChange && adding && (
          <TagField tags={order.tags} onAdd={(tag) => change.mutate({ add: [tag] })} onClose={() => onAdding(false)} />
        )}
        {mayChange && !adding && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconTag size={14} aria-hidden />}
            onClick={() => onAdding(true)}
          >
            Add a tag
          </Button>
        )}
      </Group>
      {failure !== undefined && <FailureAlert failure={failure} onClose={() => change.reset()} />}
    </Stack>
  );
}
