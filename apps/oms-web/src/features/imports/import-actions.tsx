/** Owns what can be done with an import as a whole: apply it, give it up, take its faulty rows away. */
import type { Import } from '@jetway/oms-api';
import { ConfirmDialog, failureOf } from '@jetway/ui';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { useMay } from '../session/index.ts';
import { useApplyImport, useCancelImport, useFaultyRows } from './imports.queries.ts';
import { errorFile } from './imports.ts';
import { saveFile } from './save-file.ts';

const count = (rows: number): string => `${rows.toLocaleString()} ${rows === 1 ? 'row' : 'rows'}`;

function Apply({ job }: { readonly job: Import }) {
  const apply = useApplyImport(job.id);
  const [asking, ask] = useDisclosure(false);
  const { valid, invalid } = job.rows;
  return (
    <>
      <Button disabled={valid === 0} onClick={ask.open}>
        Apply {count(valid)}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={`Apply ${count(valid)}?`}
        confirmLabel="Apply"
        busy={apply.isPending}
        failure={failureOf(apply.error)}
        onClose={ask.close}
        onConfirm={() => apply.mutate(undefined, { onSuccess: ask.close })}
      >
        {job.kind === 'stock' ? 'Stock changes at once, and channels hear of it.' : 'Orders are told as shipped.'}{' '}
        {invalid > 0 && `${count(invalid)} in error ${invalid === 1 ? 'is' : 'are'} left out.`}
      </ConfirmDialog>
    </>
  );
}

function Cancel({ job }: { readonly job: Import }) {
  const cancel = useCancelImport(job.id);
  const [asking, ask] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={ask.open}>
        {job.state === 'applying' ? 'Stop' : 'Cancel import'}
      </Button>
      <ConfirmDialog
        opened={asking}
        dangerous
        title={job.state === 'applying' ? 'Apply no further row?' : 'Cancel this import?'}
        confirmLabel={job.state === 'applying' ? 'Stop' : 'Cancel import'}
        busy={cancel.isPending}
        failure={failureOf(cancel.error)}
        onClose={ask.close}
        onConfirm={() => cancel.mutate(undefined, { onSuccess: ask.close })}
      >
        {job.state === 'applying' ? 'What was applied stays applied.' : 'Nothing of it has been applied.'}
      </ConfirmDialog>
    </>
  );
}

export function ImportActions({ job }: { readonly job: Import }) {
  const may = useMay();
  const faulty = useFaultyRows(job.id);
  const faults = job.rows.invalid + job.rows.refused;
  const download = () =>
    faulty.mutate(undefined, {
      onSuccess: (rows) => saveFile(`errors ${job.fileName.replace(/\.\w+$/, '')}.csv`, errorFile(job.header, rows)),
      onError: (error) => notifications.show({ message: failureOf(error)?.detail, color: 'red' }),
    });
  const isOpen = job.state === 'reading' || job.state === 'ready' || job.state === 'applying';
  return (
    <>
      {faults > 0 && (
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          loading={faulty.isPending}
          onClick={download}
        >
          Rows in error
        </Button>
      )}
      {isOpen && may('cancelImport') && <Cancel job={job} />}
      {job.state === 'ready' && may('applyImport') && <Apply job={job} />}
    </>
  );
}
