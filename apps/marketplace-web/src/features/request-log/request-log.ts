/** Owns what the address of the API log may say, and the words and tones of its entries. */
import type { LoggedRequest, MerchantRoute } from '@jetway/marketplace-api';
import type { Tone } from '@jetway/ui';

export const logViews = ['all', 'errors', '2xx', '4xx', '5xx'] as const;
export type LogView = (typeof logViews)[number];

export const viewNames: Readonly<Record<LogView, string>> = {
  all: 'All',
  errors: 'Errors',
  '2xx': '2xx',
  '4xx': '4xx',
  '5xx': '5xx',
};

/** Spans that one looks back, in minutes. */
export const logSpans = ['15', '60', '1440', '10080'] as const;
export type LogSpan = (typeof logSpans)[number];

export const spanNames: Readonly<Record<LogSpan, string>> = {
  '15': 'Last 15 minutes',
  '60': 'Last hour',
  '1440': 'Last 24 hours',
  '10080': 'Last 7 days',
};

export interface LogSearch {
  readonly show?: Exclude<LogView, 'all'>;
  /** Name of a route. */
  readonly route?: string;
  /** Start of a path, or a request's id. */
  readonly search?: string;
  readonly within?: LogSpan;
  /** The entry whose panel is open. */
  readonly open?: string;
}

export const isView = (value: unknown): value is LogView => logViews.some((view) => view === value);
export const isSpan = (value: unknown): value is LogSpan => logSpans.some((span) => span === value);

const textOf = (value: unknown, most: number): string =>
  (typeof value === 'string' || typeof value === 'number' ? String(value) : '').trim().slice(0, most);

export function parseLogSearch(raw: Readonly<Record<string, unknown>>): LogSearch {
  const show = raw['show'];
  const within = String(raw['within']);
  const [route, search, open] = [textOf(raw['route'], 100), textOf(raw['search'], 128), textOf(raw['open'], 64)];
  return {
    ...(isView(show) && show !== 'all' ? { show } : {}),
    ...(route === '' ? {} : { route }),
    ...(search === '' ? {} : { search }),
    ...(isSpan(within) ? { within } : {}),
    ...(open === '' ? {} : { open }),
  };
}

export interface LogFilters {
  readonly operation?: string;
  readonly status?: '2xx' | '4xx' | '5xx';
  readonly errorsOnly?: boolean;
  readonly path?: string;
  readonly requestId?: string;
  readonly from?: number;
}

/** What the server is asked for; a search that begins with a slash is a path's start, any other a request's id. */
export function logFilters({ show, route, search, within }: LogSearch, now: number): LogFilters {
  return {
    ...(route === undefined ? {} : { operation: route }),
    ...(show === undefined ? {} : show === 'errors' ? { errorsOnly: true } : { status: show }),
    ...(search === undefined ? {} : search.startsWith('/') ? { path: search } : { requestId: search }),
    ...(within === undefined ? {} : { from: now - Number(within) * 60_000 }),
  };
}

export function statusTone(status: number): Tone {
  if (status >= 500) return 'danger';
  return status >= 400 ? 'warning' : 'success';
}

/** What there is a name for although it is no route of the contract. */
const otherNames: Readonly<Record<string, string>> = {
  uploadFile: 'Upload of a file',
  downloadFile: 'Download of a file',
};

/** What a request was for, in words. */
export function operationText(operation: string | null, routes: readonly MerchantRoute[]): string {
  if (operation === null) return 'No such address';
  return routes.find((route) => route.operation === operation)?.summary ?? otherNames[operation] ?? operation;
}

/** "2 new requests"; empty when there are none. `listed` and `head` are newest first. */
export function newsText(
  listed: readonly LoggedRequest[] | undefined,
  head: readonly LoggedRequest[] | undefined,
): string {
  if (listed === undefined || head === undefined) return '';
  const newest = listed[0]?.id ?? '';
  const count = head.filter(({ id }) => id > newest).length;
  if (count === 0) return '';
  const isAll = count < head.length;
  return `${isAll ? count : `${count} or more`} new ${count === 1 && isAll ? 'request' : 'requests'}`;
}

/** "1.2 ms", "35 ms", "1.4 s". */
export function durationText(durationMs: number): string {
  if (durationMs >= 1_000) return `${(durationMs / 1_000).toFixed(1)} s`;
  return `${durationMs < 10 ? durationMs.toFixed(1) : Math.round(durationMs)} ms`;
}

/** "512 B", "1.5 kB", "3.2 MB". */
export function sizeText(bytes: number | null): string {
  if (bytes === null) return '–';
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** A body as JSON, or undefined when it is none. */
export function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
