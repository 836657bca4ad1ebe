/** Owns the chips of a return: its status, what the merchant says of the charge, and that the goods stay. */
import type { OperatorReturn } from '@jetway/marketplace-api';
import { StatusChip } from '@jetway/ui';
import { IconGavel, IconGift } from '@tabler/icons-react';
import { chargeWords, wordsOf } from './returns.ts';

export function ReturnStatusChip({ status }: Pick<OperatorReturn, 'status'>) {
  const { name, tone, means } = wordsOf(status);
  return (
    <StatusChip tone={tone} {...(means === '' ? {} : { hint: means })}>
      {name}
    </StatusChip>
  );
}

/** What is out of the ordinary about a return. */
export function ReturnSigns({ ret }: { readonly ret: OperatorReturn }) {
  const charge = chargeWords(ret);
  return (
    <>
      {ret.agreesToCharge === false && (
        <StatusChip
          tone={charge.tone}
          icon={<IconGavel aria-hidden />}
          hint="The merchant will not pay the return charge; what the shopper gets back is another matter."
        >
          Charge disputed
        </StatusChip>
      )}
      {ret.refundWithoutReturn && (
        <StatusChip tone="accent" icon={<IconGift aria-hidden />} hint="The shopper keeps the goods and is refunded.">
          Keeps the goods
        </StatusChip>
      )}
    </>
  );
}
