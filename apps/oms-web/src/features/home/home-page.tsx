/** Owns the page a working day begins with. */
import type { Home } from '@jetway/oms-api';
import { LoadedPage, PageHeader } from '@jetway/ui';
import { Grid, Stack } from '@mantine/core';
import { ConnectionHealthSection } from './connection-health.tsx';
import { useHome } from './home.queries.ts';
import { NextDeadlines } from './next-deadlines.tsx';
import { SalesChart } from './sales-chart.tsx';
import { WorkTiles } from './work-tiles.tsx';

function HomeView({ home }: { readonly home: Home }) {
  const left = home.work.reduce((sum, { count }) => sum + count, 0);
  return (
    <Stack gap="md">
      <PageHeader
        title="Home"
        description={
          left === 0
            ? 'Nothing needs you at this moment.'
            : `What to do now, the most urgent first. Today ends at midnight in ${home.timeZone.replaceAll('_', ' ')}.`
        }
      />
      <WorkTiles work={home.work} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap="md">
            <SalesChart sales={home.sales} />
            <ConnectionHealthSection connections={home.connections} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <NextDeadlines deadlines={home.nextDeadlines} />
        </Grid.Col>
      </Grid>
    </Stack>
  );
}

export function HomePage() {
  const asked = useHome();
  return (
    <LoadedPage asked={asked} title="Home">
      {(home) => <HomeView home={home} />}
    </LoadedPage>
  );
}
