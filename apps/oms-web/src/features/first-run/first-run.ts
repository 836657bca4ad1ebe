/** Owns which step of the guided set-up comes next. */
import type { FirstRun } from '@jetway/oms-api';

export const steps = ['location', 'connection', 'stock', 'switch'] as const;
export type Step = (typeof steps)[number];

export const stepWords: Readonly<Record<Step, { readonly name: string; readonly about: string }>> = {
  location: { name: 'Location', about: 'Where your stock lies and parcels start.' },
  connection: { name: 'Connection', about: 'Your account on Jet.' },
  stock: { name: 'Products', about: 'What you sell, and how much of it there is.' },
  switch: { name: 'Switch on', about: 'From then on the channel hears of you.' },
};

/** Whether a step needs nothing more. */
export const isStepDone = (run: FirstRun, step: Step): boolean =>
  ({ location: run.hasLocation, connection: run.hasCredentials, stock: run.hasSkus, switch: run.isLive })[step];

/** The first step that is not done: where somebody who comes back goes on. */
export const nextStep = (run: FirstRun): Step => steps.find((step) => !isStepDone(run, step)) ?? 'switch';
