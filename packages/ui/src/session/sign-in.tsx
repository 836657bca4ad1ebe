/** Owns the sign-in page: the form, what it says when the server refuses, and for how long it must wait. */
import { Button, Center, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDocumentTitle } from '@mantine/hooks';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Brand } from '../brand.tsx';
import { useClock } from '../clock.tsx';
import { FailureAlert } from '../failure.tsx';
import { failureOf, toReplyError } from '../server/failures.ts';
import { type SignInBody, useSigningIn } from './session.ts';

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

function SignInForm({ signIn: send, onSignedIn }: Pick<SignInProps, 'signIn' | 'onSignedIn'>) {
  const signIn = useSigningIn(send);
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
        onSuccess: onSignedIn,
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

/** Who asks to sign in, in which words, and where it leads. */
export interface SignInProps {
  /** The part of Jetway this is, beside its name: "OMS". */
  readonly part: string;
  readonly tabTitle: string;
  readonly heading: string;
  /** For those who have no account. */
  readonly hint: ReactNode;
  /** Somebody asked for a page and was led here first. */
  readonly isOnTheWay: boolean;
  /** Fails with a `ReplyError`; its code `wrong_credentials` is told in words of its own. */
  readonly signIn: (body: SignInBody) => Promise<unknown>;
  readonly onSignedIn: () => void;
}

/** The whole page on which one signs in. */
export function SignIn({ part, tabTitle, heading, hint, isOnTheWay, signIn, onSignedIn }: SignInProps): ReactNode {
  useDocumentTitle(tabTitle);
  return (
    <Center mih="100vh" p="md" component="main">
      <Stack w="100%" maw={380} gap="lg">
        <Center>
          <Brand name="Jetway" part={part} />
        </Center>
        <Paper withBorder p="xl" radius="lg" shadow="sm">
          <Stack gap="md">
            <div>
              <Title order={1} size="h3">
                {heading}
              </Title>
              {isOnTheWay && (
                <Text size="sm" c="dimmed">
                  You will be taken to the page you asked for.
                </Text>
              )}
            </div>
            <SignInForm signIn={signIn} onSignedIn={onSignedIn} />
          </Stack>
        </Paper>
        <Text size="xs" c="dimmed" ta="center">
          {hint}
        </Text>
      </Stack>
    </Center>
  );
}
