/** Owns writing a note about an order. */
import { FailureAlert, failureOf } from '@jetway/ui';
import { Button, Group, Stack, Textarea } from '@mantine/core';
import { type RefObject, useState } from 'react';
import { useAddNote } from './desk.queries.ts';

export interface NoteFormProps {
  readonly orderId: string;
  readonly field: RefObject<HTMLTextAreaElement | null>;
}

export function NoteForm({ orderId, field }: NoteFormProps) {
  const add = useAddNote(orderId);
  const [text, setText] = useState('');
  const failure = failureOf(add.error);
  const send = (): void => {
    if (text.trim() !== '' && !add.isPending) add.mutate(text.trim(), { onSuccess: () => setText('') });
  };
  return (
    <Stack gap="xs" mb="md">
      <Textarea
        ref={field}
        aria-label="Note"
        placeholder="A note for everybody who works on this order"
        autosize
        minRows={1}
        maxRows={8}
        maxLength={2_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
        }}
      />
      {text.trim() !== '' && (
        <Group justify="flex-end">
          <Button size="xs" loading={add.isPending} onClick={send}>
            Add the note
          </Button>
        </Group>
      )}
      {failure !== undefined && <FailureAlert failure={failure} onClose={() => add.reset()} />}
    </Stack>
  );
}
