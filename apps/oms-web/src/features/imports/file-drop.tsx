/** Owns choosing a file: by a click, or by dropping it. */
import { Button, FileButton, Paper, Stack, Text } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useState } from 'react';

export interface FileDropProps {
  readonly busy: boolean;
  readonly onFile: (file: File) => void;
}

export function FileDrop({ busy, onFile }: FileDropProps) {
  const [isOver, setOver] = useState(false);
  return (
    <Paper
      withBorder
      p="lg"
      radius="md"
      style={{
        borderStyle: 'dashed',
        borderColor: isOver ? 'var(--mantine-primary-color-filled)' : 'var(--jw-line)',
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file !== undefined && !busy) onFile(file);
      }}
    >
      <Stack align="center" gap="xs">
        <IconFileUpload size={28} aria-hidden />
        <Text size="sm" ta="center">
          Drop a CSV file here, or choose one
        </Text>
        <FileButton accept=".csv,.txt,.tsv,text/csv,text/plain" onChange={(file) => file !== null && onFile(file)}>
          {(props) => (
            <Button {...props} loading={busy}>
              Choose file
            </Button>
          )}
        </FileButton>
        <Text size="xs" c="dimmed" ta="center">
          Comma, semicolon or tab; at most 10 MB and 50,000 rows. You see every row before anything is applied.
        </Text>
      </Stack>
    </Paper>
  );
}
