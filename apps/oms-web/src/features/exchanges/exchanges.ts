/** Owns how an exchange is told apart at a glance. */
import type { Exchange } from '@jetway/oms-api';
import type { Tone } from '@jetway/ui';

export function exchangeTone({ status, error }: Pick<Exchange, 'status' | 'error'>): Tone {
  if (status === null || status >= 500) return 'danger';
  if (status >= 400) return 'warning';
  return error === null ? 'success' : 'danger';
}

/** The address without its host, which is the same for all of a connection. */
export function exchangePath(url: string): string {
  try {
    const { pathname, search } = new URL(url);
    return `${pathname}${search}`;
  } catch {
    return url;
  }
}
