/** Owns the title of a thing's page: what it is and its number, which can be copied. */
import { CopyButton } from '@jetway/ui';

export interface NumberedTitleProps {
  readonly thing: string;
  readonly number: string;
  /** What is copied, for screen readers. */
  readonly label: string;
}

export const NumberedTitle = ({ thing, number, label }: NumberedTitleProps) => (
  <span style={{ overflowWrap: 'anywhere' }}>
    {thing} {number} <CopyButton text={number} label={label} />
  </span>
);
