/** Owns the page from which stories are played on a test account. */
import type { Account, ScenarioInfo } from '@jetway/marketplace-api';
import { EmptyPanel, FailureAlert, failureOf, Loaded, LoadingPage, PageHeader, Section } from '@jetway/ui';
import { Button, Grid, Group, Loader, Stack, Text } from '@mantine/core';
import { IconMovie, IconPlayerPlay } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { useAccounts } from '../accounts/index.ts';
import { useWorld, WorldTimeProvider } from '../worlds/index.ts';
import { PlaySettings, type SettingsChange } from './play-settings.tsx';
import { useLastPlayed, usePlayScenario, useScenarios } from './scenarios.queries.ts';
import { accountToPlay, DEFAULT_SEED, parseScenariosSearch, titleOf } from './scenarios.ts';
import classes from './scenarios-page.module.css';
import { Transcript } from './transcript.tsx';

const route = getRouteApi('/shell/scenarios');

interface StoryProps {
  readonly story: ScenarioInfo;
  /** Played at this moment. */
  readonly isPlaying: boolean;
  /** Another one is. */
  readonly isWaiting: boolean;
  readonly onPlay: () => void;
}

function Story({ story: { name, description, needs }, isPlaying, isWaiting, onPlay }: StoryProps) {
  return (
    <li className={classes['story']}>
      <div>
        <Text fw={600} size="sm">
          {titleOf(name)}
        </Text>
        <Text size="sm">{description}</Text>
        <Text size="xs" c="dimmed">
          Needs: {needs}
        </Text>
      </div>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlayerPlay size={14} aria-hidden />}
        aria-label={`Play ${titleOf(name)}`}
        loading={isPlaying}
        disabled={isWaiting}
        onClick={onPlay}
      >
        Play
      </Button>
    </li>
  );
}

function NoTestAccount() {
  return (
    <EmptyPanel
      title="There is no test account"
      icon={<IconMovie size={26} aria-hidden />}
      action={
        <Button variant="default" renderRoot={(props) => <Link to="/accounts" {...props} />}>
          Go to the accounts
        </Button>
      }
    >
      Scenarios are played on test accounts only. Each merchant that is created gets one.
    </EmptyPanel>
  );
}

/** What is played now, else what was played last; below the stories on narrow screens, where it comes into sight. */
function Result({ account, playing }: { readonly account: Account; readonly playing: string | undefined }) {
  const transcript = useLastPlayed(account.id);
  const world = useWorld(account.worldId);
  const place = useRef<HTMLDivElement>(null);
  const wasPlaying = useRef(false);
  useEffect(() => {
    if (playing !== undefined || wasPlaying.current) place.current?.scrollIntoView({ block: 'nearest' });
    wasPlaying.current = playing !== undefined;
  }, [playing]);
  return (
    <div ref={place} aria-live="polite" className={classes['result']}>
      {playing !== undefined ? (
        <Section title={titleOf(playing)}>
          <Group gap="sm" wrap="nowrap">
            <Loader size="sm" aria-hidden />
            <Text size="sm">It is played on the test account of {account.merchantName} …</Text>
          </Group>
        </Section>
      ) : transcript === undefined || world.data === undefined ? (
        <Section title="Steps">
          <Text size="sm" c="dimmed">
            Play a story: what each of its people did stands here, with links to the orders, returns and refunds.
          </Text>
        </Section>
      ) : (
        <WorldTimeProvider world={world.data} readAt={world.dataUpdatedAt}>
          <Transcript accountId={account.id} transcript={transcript} />
        </WorldTimeProvider>
      )}
    </div>
  );
}

interface ContentProps {
  readonly accounts: readonly Account[];
  readonly account: Account;
  readonly stories: readonly ScenarioInfo[];
}

function Content({ accounts, account, stories }: ContentProps) {
  const search = route.useSearch();
  const navigate = useNavigate();
  const play = usePlayScenario(account.id);
  const failure = failureOf(play.error);
  const playing = play.isPending ? play.variables.name : undefined;
  const settings = { seed: search.seed ?? DEFAULT_SEED, makeSkus: search.makeSkus === true };
  const change = (part: SettingsChange) => {
    play.reset();
    void navigate({
      to: '/scenarios',
      search: parseScenariosSearch({ ...search, ...part }),
      replace: true,
      resetScroll: false,
    });
  };
  return (
    <>
      <Section title="Where and how">
        <PlaySettings
          accounts={accounts}
          account={account}
          search={search}
          isPlaying={play.isPending}
          onChange={change}
        />
      </Section>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Section title="Stories">
            <ul className={classes['stories']}>
              {stories.map((story) => (
                <Story
                  key={story.name}
                  story={story}
                  isPlaying={playing === story.name}
                  isWaiting={playing !== undefined && playing !== story.name}
                  onPlay={() => play.mutate({ name: story.name, ...settings })}
                />
              ))}
            </ul>
          </Section>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Stack className={classes['beside'] ?? ''}>
            {failure !== undefined && <FailureAlert failure={failure} onClose={play.reset} />}
            <Result account={account} playing={playing} />
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}

export function ScenariosPage(): ReactNode {
  const { account: named } = route.useSearch();
  const accounts = useAccounts();
  const stories = useScenarios();
  const both =
    accounts.data === undefined || stories.data === undefined
      ? undefined
      : { accounts: accounts.data, stories: stories.data, account: accountToPlay(accounts.data, named) };
  return (
    <Stack gap="md">
      <PageHeader
        title="Scenarios"
        description="Stories that the marketplace plays on a test account, through the same APIs that shoppers and merchants use."
      />
      <Loaded
        data={both}
        failure={failureOf(accounts.error ?? stories.error)}
        onRetry={() => void Promise.all([accounts.refetch(), stories.refetch()])}
        loading={<LoadingPage />}
      >
        {({ account, ...rest }) =>
          account === undefined ? <NoTestAccount /> : <Content key={account.id} {...rest} account={account} />
        }
      </Loaded>
    </Stack>
  );
}
