/** Owns the bar behind which the new rows of a live list wait. */
import { NewsBar } from '@jetway/ui';
import { newRowsText } from './live-rows.ts';

export interface NewRowsBarProps {
  readonly live: { readonly newCount: number; readonly newCountIsLeast: boolean };
  /** What the rows are, in the singular. */
  readonly noun: string;
  readonly onShow: () => Promise<void>;
}

export function NewRowsBar({ live, noun, onShow }: NewRowsBarProps) {
  return <NewsBar text={live.newCount > 0 ? newRowsText(live, noun) : ''} onShow={onShow} />;
}
