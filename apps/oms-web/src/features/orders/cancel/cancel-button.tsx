/** Owns the orange button that takes an order back from the channel. */
import { Button } from '@mantine/core';
import classes from './cancel-button.module.css';

export interface CancelButtonProps {
  /** Number of the order, for those who hear the page. */
  readonly referenceNumber: string;
  readonly onClick: () => void;
  readonly small?: boolean;
}

export function CancelButton({ referenceNumber, onClick, small = false }: CancelButtonProps) {
  return (
    <Button
      className={classes['button'] ?? ''}
      color="orange"
      size={small ? 'compact-xs' : 'sm'}
      aria-label={`Cancel order ${referenceNumber}`}
      onClick={() => onClick()}
    >
      Cancel
    </Button>
  );
}
