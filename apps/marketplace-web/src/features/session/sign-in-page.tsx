/** Owns the sign-in page. */
import { Brand, FailureAlert, useClock } from '@jetway/ui';
import { Button, Center, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { failureOf, toReplyError } from '../../api/index.ts';
import { safeReturn } from './return-address.ts';
import { useSignIn } from './session.queries.ts';

const route = getRouteApi('/sign-in');

/** Seconds left until the server takes another try; 0 when it does. */
function useWaiting(error: Error | null): number {
  const clock = useClock();
  const [leftSeconds, setLeftSeconds] = useState(0);
  useEffect(() => {
    const seconds = error === null ? 0 : (toReplyError(error).retryAfterSeconds ?? 0);
    const until = clock() + seconds * 1000;
    const tick = () => setLeftSeconds(Math.max(0, Math.ceil((until - clock()) / 1000)));
    tick();
    if (seconds === 0) return;
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [error, clock]);
  return leftSeconds;
}

function SignInForm({ to }: { readonly to: string }) {
  const router = useRouter();
  const signIn = useSignIn();
  const waitingSeconds = useWaiting(signIn.error);
  const passwordField = useRef<HTMLInputElement>(null);
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (email) => (/^[^@\s]+@[^@\s]+$/.test(email.trim()) ? null : 'Enter your email address'),
      password: (password) => (password === '' ? 'Enter your password' : null),
    },
  });
  const submit = form.onSubmit(({ email, password }) =>
    signIn.mutate(
      { email: email.trim(), password },
      {
        onSuccess: () => router.history.push(to),
        onError: () => {
          form.setFieldValue('password', '');
          passwordField.current?.focus();
        },
      },
    ),
  );
  const failure = failureOf(signIn.error);
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {failure !== undefined && (
          <FailureAlert failure={failure.code === 'wrong_credentials' ? wrongCredentials : failure} />
        )}
        <TextInput
          label="Email"
          type="email"
          autoComplete="username"
          autoFocus
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          ref={passwordField}
          label="Password"
          autoComplete="current-password"
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        <Button type="submit" fullWidth loading={signIn.isPending} disabled={waitingSeconds > 0}>
          {waitingSeconds > 0 ? `Wait ${waitingSeconds} s` : 'Sign in'}
        </Button>
      </Stack>
    </form>
  );
}

const wrongCredentials = {
  title: 'Not signed in',
  detail: 'The email address or the password is not right.',
};

export function SignInPage(): ReactNode {
  const search = route.useSearch();
  const to = safeReturn(search.to);
  useDocumentTitle('Sign in · Jetway marketplace');
  return (
    <Center mih="100vh" p="md" component="main">
      <Stack w="100%" maw={380} gap="lg">
        <Center>
          <Brand name="Jetway" part="Marketplace" />
        </Center>
        <Paper withBorder p="xl" radius="lg" shadow="sm">
          <Stack gap="md">
            <div>
              <Title order={1} size="h3">
                Operator sign-in
              </Title>
              {to !== '/' && (
                <Text size="sm" c="dimmed">
                  You will be taken to the page you asked for.
                </Text>
              )}
            </div>
            <SignInForm to={to} />
          </Stack>
        </Paper>
        <Text size="xs" c="dimmed" ta="center">
          The first operator’s email and password were printed when the marketplace was started for the first time.
        </Text>
      </Stack>
    </Center>
  );
}
