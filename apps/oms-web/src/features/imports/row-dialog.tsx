/** Owns correcting a row of an import in place. */
import type { Import, ImportRow } from '@jetway/oms-api';
import { FailureAlert, failureOf, useLast } from '@jetway/ui';
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCorrectRow } from './imports.queries.ts';

interface RowFormProps {
  readonly job: Import;
  readonly row: ImportRow;
  readonly onClose: () => void;
}

function RowForm({ job, row, onClose }: RowFormProps) {
  const correct = useCorrectRow(job.id);
  const [cells, setCells] = useState(() => job.header.map((_, index) => row.cells[index] ?? ''));
  const failure = failureOf(correct.error);
  // Two columns that mean nothing here may have one name.
  const fields = job.header.map((name, index) => ({ id: `cell-${index}`, name, index }));
  const about = row.problems.filter(({ column }) => column === null);
  // A column may be named otherwise in the file than in the message; then it is told above.
  const named = (name: string) => row.problems.find(({ column }) => column?.toLowerCase() === name.toLowerCase())?.text;
  const unnamed = row.problems.filter(
    ({ column }) => column !== null && !job.header.some((name) => name.toLowerCase() === column.toLowerCase()),
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        correct.mutate({ row: row.row, version: row.version, cells }, { onSuccess: onClose });
      }}
    >
      <Stack>
        {[...about, ...unnamed].map(({ column, code, text }) => (
          <Text key={`${column} ${code}`} size="sm" c="red">
            {column === null ? text : `${column}: ${text}`}
          </Text>
        ))}
        {fields.map(({ id, name, index }) => (
          <TextInput
            key={id}
            label={name}
            value={cells[index] ?? ''}
            error={named(name)}
            maxLength={4_000}
            {...(index === 0 ? { 'data-autofocus': true } : {})}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setCells((before) => before.map((cell, place) => (place === index ? value : cell)));
            }}
          />
        ))}
        {failure !== undefined && <FailureAlert failure={failure} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={correct.isPending}>
            Check again
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export interface RowDialogProps {
  readonly job: Import;
  readonly row: ImportRow | undefined;
  readonly onClose: () => void;
}

export function RowDialog({ job, row, onClose }: RowDialogProps) {
  const shown = useLast(row);
  return (
    <Modal
      opened={row !== undefined}
      onClose={onClose}
      title={`Line ${shown?.line ?? ''}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {shown !== undefined && <RowForm key={`${shown.row} ${shown.version}`} job={job} row={shown} onClose={onClose} />}
    </Modal>
  );
}
