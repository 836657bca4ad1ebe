/** Owns the words and tones of files, what their page's address may say, and what may be done with one. */
import type { OperatorFile } from '@jetway/marketplace-api';
import type { Tone } from '@jetway/ui';

export const fileViews = ['all', 'acknowledged', 'processing', 'successful', 'with-errors'] as const;
export type FileView = (typeof fileViews)[number];

export type FileStatus = 'Acknowledged' | 'Processing' | 'Processed successfully' | 'Processed with errors';

const statusOfView: Readonly<Record<Exclude<FileView, 'all'>, FileStatus>> = {
  acknowledged: 'Acknowledged',
  processing: 'Processing',
  successful: 'Processed successfully',
  'with-errors': 'Processed with errors',
};

export const viewNames: Readonly<Record<FileView, string>> = { all: 'All', ...statusOfView };

/** The status that a view asks for; undefined for all. */
export const viewStatus = (view: FileView): FileStatus | undefined => (view === 'all' ? undefined : statusOfView[view]);

export interface FilesSearch {
  readonly show?: Exclude<FileView, 'all'>;
  /** The file whose panel is open. */
  readonly open?: string;
}

const isView = (value: unknown): value is FileView => fileViews.some((view) => view === value);

export function parseFilesSearch(raw: Readonly<Record<string, unknown>>): FilesSearch {
  const { show, open } = raw;
  const opened = typeof open === 'string' || typeof open === 'number' ? String(open).slice(0, 64) : '';
  return {
    ...(isView(show) && show !== 'all' ? { show } : {}),
    ...(opened === '' ? {} : { open: opened }),
  };
}

export interface Shown {
  readonly tone: Tone;
  readonly text: string;
  readonly means: string;
}

const tones: Readonly<Record<string, Omit<Shown, 'text'>>> = {
  Acknowledged: { tone: 'info', means: 'The merchant said that it is uploaded; it waits to be processed.' },
  Processing: { tone: 'info', means: 'Its records are being applied.' },
  'Processed successfully': { tone: 'success', means: 'Every record was applied, or a newer request stands.' },
  'Processed with errors': { tone: 'warning', means: 'Some of it could not be applied; the merchant is told what.' },
};

export function fileState({ status, isStuck }: Pick<OperatorFile, 'status' | 'isStuck'>): Shown {
  if (isStuck)
    return { tone: 'danger', text: 'Stuck', means: 'It failed too often, and waits to be tried again by hand.' };
  return { text: status, ...(tones[status] ?? { tone: 'neutral', means: '' }) };
}

export const isWaiting = ({ status }: Pick<OperatorFile, 'status'>): boolean => status === 'Acknowledged';

/** Its records are being applied at this moment. */
export const isMoving = ({ status, isStuck }: Pick<OperatorFile, 'status' | 'isStuck'>): boolean =>
  status === 'Processing' && !isStuck;

/** A file that waits, or that failed and is not at its end; the server has the last word. */
export const canRetry = (file: Pick<OperatorFile, 'status' | 'isStuck' | 'failures'>): boolean =>
  file.isStuck || isWaiting(file) || (file.status === 'Processing' && file.failures > 0);

export interface Share {
  readonly name: 'applied' | 'inError' | 'superseded';
  readonly label: string;
  readonly count: number;
  /** Of all that are done; all shares together are 100, or nothing is done. */
  readonly percent: number;
}

const shareNames = [
  ['applied', 'applied'],
  ['inError', 'in error'],
  ['superseded', 'superseded'],
] as const;

export const sharesOf = (records: OperatorFile['records']): readonly Share[] =>
  shareNames.map(([name, label]) => ({
    name,
    label,
    count: records[name],
    percent: records.done === 0 ? 0 : (records[name] / records.done) * 100,
  }));

const records = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'record' : 'records'}`;

/** "1,204 records: 1,200 applied, 4 in error"; what is nothing is left out. */
export function recordsText(file: Pick<OperatorFile, 'records' | 'status'>): string {
  const { done } = file.records;
  if (done === 0) return file.status.startsWith('Processed') ? 'No record' : 'No record yet';
  const parts = sharesOf(file.records).filter(({ count }) => count > 0);
  return `${records(done)}: ${parts.map(({ count, label }) => `${count.toLocaleString('en')} ${label}`).join(', ')}`;
}
