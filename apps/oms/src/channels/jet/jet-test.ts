/** Owns trying an account step by step, without changing anything on Jet's side. */
import type { JetAnswer, JetCallOptions, JetClient } from '@jetway/jet-client';
import type { TestResult } from '@jetway/oms-api';

type Step = TestResult['steps'][number];

/** What the steps name of an account. */
interface Tried {
  readonly baseUrl: string;
  readonly nodeId: string;
}

/** Stops at the first step that fails: what comes after it would fail for the same reason. */
export async function testJetAccount(client: JetClient, account: Tried, options: JetCallOptions): Promise<TestResult> {
  const steps: Step[] = [];
  const clock: { offsetMs: number | null } = { offsetMs: null };
  const listening: JetCallOptions = {
    ...options,
    maxAttempts: 1,
    onExchange: (exchange) => {
      clock.offsetMs = exchange.clockOffsetMs ?? clock.offsetMs;
      options.onExchange?.(exchange);
    },
  };
  steps.push(...signInSteps(account, await client.signIn(listening)));
  if (isGood(steps)) steps.push(authorizationStep(await client.checkAuthorization({}, listening)));
  if (isGood(steps)) steps.push(await nodeStep(client, account.nodeId, listening));
  if (isGood(steps)) steps.push(clockStep(clock.offsetMs));
  return { ok: isGood(steps), steps };
}

const isGood = (steps: readonly Step[]): boolean => steps.every((step) => step.ok);
const step = (name: string, ok: boolean, text: string): Step => ({ name, ok, text });

const ADDRESS = 'Address';
const CREDENTIALS = 'User and secret';

function signInSteps(account: Tried, answer: JetAnswer<unknown>): readonly Step[] {
  if (answer.kind === 'ok')
    return [
      step(ADDRESS, true, `The marketplace answers at ${account.baseUrl}.`),
      step(CREDENTIALS, true, 'The marketplace accepts them and gave a token.'),
    ];
  if (answer.kind !== 'credentials') return [step(ADDRESS, false, answer.text)];
  return [
    step(ADDRESS, true, `The marketplace answers at ${account.baseUrl}.`),
    step(CREDENTIALS, false, `${answer.text} Copy jet_api_user and jet_api_secret from the partner portal anew.`),
  ];
}

const authorizationStep = (answer: JetAnswer<unknown>): Step =>
  answer.kind === 'ok'
    ? step('Authorization', true, 'The token is accepted.')
    : step('Authorization', false, answer.text);

const STATUSES = ['ready', 'acknowledged', 'inprogress', 'complete'] as const;

/**
 * No route says which nodes there are, and a list of the orders of a node that is not ours is empty: only an order that
 * is listed proves the node. Reads only.
 */
async function nodeStep(client: JetClient, nodeId: string, options: JetCallOptions): Promise<Step> {
  const name = 'Fulfillment node';
  if (nodeId === '') return step(name, false, 'jet_fulfillment_node_id is empty; copy it from the partner portal.');
  for (const status of STATUSES) {
    const input = { params: { status }, query: { fulfillment_node: nodeId } };
    const answer = await client.listOrders(input, options);
    if (answer.kind !== 'ok') return step(name, false, answer.text);
    const listed = Array.isArray(answer.value.order_urls) ? answer.value.order_urls.length : 0;
    if (listed > 0) return step(name, true, `The marketplace has orders for this node (${listed} ${status}).`);
  }
  const text = 'The marketplace took the node without objection, but has no order yet that proves it to be yours:';
  return step(name, true, `${text} compare jet_fulfillment_node_id with the partner portal.`);
}

function clockStep(offsetMs: number | null): Step {
  if (offsetMs === null) return step('Clock', true, 'The marketplace does not tell its time; ours is used.');
  const seconds = Math.round(Math.abs(offsetMs) / 1_000);
  if (seconds <= 1) return step('Clock', true, 'Both clocks show the same time.');
  return step(
    'Clock',
    true,
    `The marketplace's clock is ${seconds} s ${offsetMs > 0 ? 'ahead of' : 'behind'} ours; dates are converted.`,
  );
}
