/** Owns the link to an order wherever another thing belongs to it. */
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';

export interface OrderLinkProps {
  readonly accountId: string;
  readonly orderId: string;
  /** The order's number; its id when it is not known. */
  readonly name: string | null;
}

export function OrderLink({ accountId, orderId, name }: OrderLinkProps) {
  return (
    <Anchor
      size="sm"
      className="jw-number"
      renderRoot={(props) => (
        <Link to="/accounts/$accountId/orders/$orderId" params={{ accountId, orderId }} {...props} />
      )}
    >
      {name ?? orderId}
    </Anchor>
  );
}
