/** Owns the link to a return. */
import type { OperatorReturn } from '@jetway/marketplace-api';
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';

export function ReturnLink({ ret }: { readonly ret: Pick<OperatorReturn, 'accountId' | 'id' | 'referenceId'> }) {
  return (
    <Anchor
      size="sm"
      fw={600}
      className="jw-number"
      truncate
      maw={230}
      renderRoot={(props) => (
        <Link
          to="/accounts/$accountId/returns/$returnId"
          params={{ accountId: ret.accountId, returnId: ret.id }}
          {...props}
        />
      )}
    >
      {ret.referenceId}
    </Anchor>
  );
}
