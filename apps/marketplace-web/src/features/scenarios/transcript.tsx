/** Owns what was played, step by step. */
import type { ScenarioTranscript } from '@jetway/marketplace-api';
import { Instant, Section, StatusChip } from '@jetway/ui';
import { Anchor, Code, Group, Stack, Text } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import { actorWords, type Step, titleOf } from './scenarios.ts';
import classes from './transcript.module.css';

const To = createLink(Anchor<'a'>);

interface IdProps {
  readonly accountId: string;
  readonly kind: string;
  readonly id: string;
}

/** What a step is about, as a link where it has a page. */
function About({ accountId, kind, id }: IdProps) {
  const words = { size: 'xs', style: { overflowWrap: 'anywhere' } } as const;
  switch (kind) {
    case 'order':
      return (
        <To {...words} to="/accounts/$accountId/orders/$orderId" params={{ accountId, orderId: id }}>
          Order {id}
        </To>
      );
    case 'return':
      return (
        <To {...words} to="/accounts/$accountId/returns/$returnId" params={{ accountId, returnId: id }}>
          Return {id}
        </To>
      );
    case 'refund':
      return (
        <To {...words} to="/accounts/$accountId/refunds/$refundId" params={{ accountId, refundId: id }}>
          Refund {id}
        </To>
      );
    default:
      return (
        <Text {...words} c="dimmed" component="span">
          {kind === 'sku' ? 'SKU' : titleOf(kind)} <Code>{id}</Code>
        </Text>
      );
  }
}

function StepLine({ accountId, step }: { readonly accountId: string; readonly step: Step }) {
  const { name, tone } = actorWords[step.actor];
  return (
    <li className={classes['step']}>
      <Text size="xs" c="dimmed" component="span" className={classes['at'] ?? ''}>
        <Instant at={step.at} />
      </Text>
      <span>
        <StatusChip tone={tone}>{name}</StatusChip>
      </span>
      <div className={classes['what']}>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {step.text}
        </Text>
        {Object.entries(step.ids).map(([kind, id]) => (
          <About key={kind} accountId={accountId} kind={kind} id={id} />
        ))}
      </div>
    </li>
  );
}

export interface TranscriptProps {
  readonly accountId: string;
  readonly transcript: ScenarioTranscript;
}

export function Transcript({ accountId, transcript }: TranscriptProps) {
  const { scenario, seed, finished, steps } = transcript;
  const keyed = steps.map((step, index) => ({ step, key: `${index}` }));
  return (
    <Section
      title={titleOf(scenario)}
      actions={
        <Group gap="xs">
          <Text size="xs" c="dimmed" component="span" className="jw-number">
            Seed {seed}
          </Text>
          <StatusChip tone={finished ? 'success' : 'danger'}>{finished ? 'Played to its end' : 'Broke off'}</StatusChip>
        </Group>
      }
    >
      <Stack gap="xs">
        {!finished && (
          <Text size="sm">Something was not answered as the story wants it; the last step says what it was.</Text>
        )}
        <ol className={classes['steps']} aria-label="Steps, in world time">
          {keyed.map(({ step, key }) => (
            <StepLine key={key} accountId={accountId} step={step} />
          ))}
        </ol>
      </Stack>
    </Section>
  );
}
