/** Owns the layout of a thing's page: what happens with it, and facts beside it, below it on narrow screens. */
import { Grid, Stack } from '@mantine/core';
import type { ReactNode } from 'react';

export interface MainAndFactsProps {
  readonly main: ReactNode;
  readonly facts: ReactNode;
}

export function MainAndFacts({ main, facts }: MainAndFactsProps) {
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 8 }}>
        <Stack>{main}</Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 4 }}>
        <Stack>{facts}</Stack>
      </Grid.Col>
    </Grid>
  );
}
