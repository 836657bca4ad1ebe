/** Owns what the addresses of the return list may say. */
import { operatorReturnStatuses } from '@jetway/marketplace-api';

export type ReturnStatus = (typeof operatorReturnStatuses)[number];
/** A tab of the list. */
export type ReturnTab = ReturnStatus | 'all' | 'disputed';

export interface ReturnListSearch {
  readonly tab?: Exclude<ReturnTab, 'all'>;
}

export function parseReturnListSearch(raw: Readonly<Record<string, unknown>>): ReturnListSearch {
  const tab = raw['tab'];
  const status = operatorReturnStatuses.find((one) => one === tab);
  if (status !== undefined) return { tab: status };
  return tab === 'disputed' ? { tab } : {};
}
