/** Owns the guided set-up of a new organization: four steps, to be left and come back to. */
import type { FirstRun } from '@jetway/oms-api';
import { FailureAlert, failureOf, LoadedPage, PageHeader, Section } from '@jetway/ui';
import { Anchor, Button, Group, Stack, Stepper, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../session/index.ts';
import { ConnectionStep } from './connection-step.tsx';
import { useEndFirstRun, useFirstRun } from './first-run.queries.ts';
import { isStepDone, nextStep, type Step, steps, stepWords } from './first-run.ts';
import { LocationStep, StockStep, SwitchStep } from './other-steps.tsx';

function Guide({ run }: { readonly run: FirstRun }) {
  // Chosen once, so that the page does not jump when a step becomes done under it.
  const [step, setStep] = useState<Step>(() => nextStep(run));
  const navigate = useNavigate();
  const end = useEndFirstRun();
  const leave = (state: 'done' | 'skipped') => end.mutate(state, { onSuccess: () => void navigate({ to: '/' }) });
  const failure = failureOf(end.error);
  const { name, about } = stepWords[step];
  const after = (of: Step) => () => setStep(steps[steps.indexOf(of) + 1] ?? 'switch');
  const { connectionId } = run;
  return (
    <Stack gap="lg" maw={760}>
      <PageHeader
        title="Set up"
        description="Four steps, then orders come by themselves. You can stop at any time and go on later."
        actions={
          <Button variant="subtle" loading={end.isPending} onClick={() => leave('skipped')}>
            Skip the guide
          </Button>
        }
      />
      <Stepper
        active={steps.indexOf(step)}
        onStepClick={(index) => setStep(steps[index] ?? 'location')}
        size="sm"
        allowNextStepsSelect
      >
        {steps.map((one) => (
          <Stepper.Step
            key={one}
            label={stepWords[one].name}
            {...(isStepDone(run, one) ? { description: 'Done' } : {})}
          />
        ))}
      </Stepper>
      {failure !== undefined && <FailureAlert failure={failure} />}
      <Section title={name}>
        <Text size="sm" c="dimmed" mb="md">
          {about}
        </Text>
        {step === 'location' && <LocationStep onNext={after('location')} />}
        {step === 'connection' && <ConnectionStep connectionId={connectionId} onNext={after('connection')} />}
        {step === 'stock' && <StockStep onNext={after('stock')} />}
        {step === 'switch' && (
          <SwitchStep
            connectionId={connectionId}
            onConnect={() => setStep('connection')}
            onDone={() => leave('done')}
            isBusy={end.isPending}
          />
        )}
      </Section>
    </Stack>
  );
}

function NotOpen({ text }: { readonly text: string }) {
  return (
    <Stack>
      <PageHeader title="Set up" description={text} />
      <Group>
        <Anchor size="sm" renderRoot={(props) => <Link to="/" {...props} />}>
          Home
        </Anchor>
        <Anchor size="sm" renderRoot={(props) => <Link to="/settings/jet" {...props} />}>
          Settings of Jet
        </Anchor>
      </Group>
    </Stack>
  );
}

/** A guide that was open when the page was, stays until it is left, whatever it brought about meanwhile. */
function Shown({ run }: { readonly run: FirstRun }) {
  const [isOpen] = useState(run.state === 'open');
  const may = useMay();
  if (!may('endFirstRun')) return <NotOpen text="An admin sets this organization up." />;
  return isOpen ? <Guide run={run} /> : <NotOpen text="This organization is set up." />;
}

export function FirstRunPage() {
  const asked = useFirstRun();
  return (
    <LoadedPage asked={asked} title="Set up">
      {(run) => <Shown run={run} />}
    </LoadedPage>
  );
}
