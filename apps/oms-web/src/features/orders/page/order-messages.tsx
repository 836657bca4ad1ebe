/** Owns the tab with every request and answer exchanged about an order. */
import { EmptyPanel, FailurePanel, failureOf, LoadingLines } from '@jetway/ui';
import { ExchangeList } from '../../exchanges/index.ts';
import { useOrderMessages } from '../orders.queries.ts';

export function OrderMessages({ orderId }: { readonly orderId: string }) {
  const messages = useOrderMessages(orderId);
  if (messages.rows === undefined) {
    const failure = failureOf(messages.query.error);
    return failure === undefined ? (
      <LoadingLines />
    ) : (
      <FailurePanel failure={failure} onRetry={() => void messages.query.refetch()} />
    );
  }
  if (messages.rows.length === 0)
    return (
      <EmptyPanel title="No message yet">
        Requests to the channel about this order, and its answers, appear here as they are exchanged. Old ones are
        dropped after a while.
      </EmptyPanel>
    );
  return <ExchangeList exchanges={messages.rows} more={messages.more} />;
}
