/** Owns changes sent to the server: one idempotency key per request, and what to ask for again afterwards. */
import type { CallOptions } from '@jetway/http-contract';
import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { mayPass } from './failures.ts';
import { useIdempotencyKeys } from './new-key.ts';

/** How a change is sent, and what follows when it is done. */
export interface SendingOptions<Input, Output> {
  readonly send: (input: Input, options: CallOptions) => Promise<Output>;
  readonly onDone?: (output: Output, input: Input) => void;
}

/** A mutation whose request carries an `Idempotency-Key`; repeated after a lost answer it has no second effect. */
export function useSending<Input, Output>({
  send,
  onDone,
}: SendingOptions<Input, Output>): UseMutationResult<Output, Error, Input> {
  const keys = useIdempotencyKeys();
  return useMutation({
    mutationFn: async (input: Input) => {
      try {
        const output = await send(input, { headers: keys.headersFor(input) });
        keys.answered();
        return output;
      } catch (error) {
        if (!mayPass(error)) keys.answered();
        throw error;
      }
    },
    onSuccess: (output, input) => onDone?.(output, input),
  });
}
