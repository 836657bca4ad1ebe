/** Owns showing how a test of a connection went, step by step. */
import type { TestResult } from '@jetway/oms-api';
import { Alert, Stack, Text } from '@mantine/core';
import { IconCheck, IconCircleCheck, IconCircleX, IconX } from '@tabler/icons-react';
import classes from './test-result.module.css';

export function TestResultView({ result }: { readonly result: TestResult }) {
  return (
    <Alert
      color={result.ok ? 'green' : 'red'}
      role="status"
      icon={result.ok ? <IconCircleCheck aria-hidden /> : <IconCircleX aria-hidden />}
      title={result.ok ? 'The connection works' : 'The connection does not work yet'}
    >
      <Stack gap={6} component="ul" className={classes['steps'] ?? ''}>
        {result.steps.map((step) => (
          <li key={step.name} data-ok={step.ok}>
            {step.ok ? <IconCheck size={16} aria-label="worked" /> : <IconX size={16} aria-label="failed" />}
            <div>
              <Text size="sm" fw={600}>
                {step.name}
              </Text>
              <Text size="sm">{step.text}</Text>
            </div>
          </li>
        ))}
      </Stack>
    </Alert>
  );
}
