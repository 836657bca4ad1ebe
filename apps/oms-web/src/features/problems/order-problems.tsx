/** Owns the open problems of one order, shown on its page. */
import { Stack } from '@mantine/core';
import { ProblemCard } from './problem-card.tsx';
import { useOrderProblems } from './problems.queries.ts';

export function OrderProblems({ orderId }: { readonly orderId: string }) {
  const rows = useOrderProblems(orderId).data?.items ?? [];
  if (rows.length === 0) return null;
  return (
    <Stack gap="xs">
      {rows.map((problem) => (
        <ProblemCard key={problem.id} problem={problem} withLinks={false} />
      ))}
    </Stack>
  );
}
