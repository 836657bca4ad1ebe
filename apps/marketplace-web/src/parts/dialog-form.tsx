/** Owns the form within a dialog: its fields, what the server refused, and its two buttons, which stay in sight while the rest scrolls. */
import { type Failure, FailureAlert } from '@jetway/ui';
import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './dialog-form.module.css';

export interface DialogFormProps {
  readonly children: ReactNode;
  /** What the button says that sends the form. */
  readonly submit: ReactNode;
  readonly cancel?: string;
  readonly busy: boolean;
  /** There is nothing to send yet. */
  readonly disabled?: boolean;
  readonly dangerous?: boolean;
  readonly failure: Failure | undefined;
  /** Offered beside the failure when trying again can help. */
  readonly onRetry?: (() => void) | undefined;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
}

export function DialogForm(props: DialogFormProps) {
  const { children, submit, cancel = 'Cancel', busy, disabled = false, dangerous = false, failure, onRetry } = props;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        props.onSubmit();
      }}
    >
      <Stack>
        {children}
        {failure !== undefined && <FailureAlert failure={failure} {...(onRetry === undefined ? {} : { onRetry })} />}
        <Group justify="flex-end" className={classes['footer'] ?? ''}>
          {/* Whoever only presses Enter does no harm. */}
          <Button variant="default" {...(dangerous ? { 'data-autofocus': true } : {})} onClick={props.onCancel}>
            {cancel}
          </Button>
          <Button type="submit" disabled={disabled} loading={busy} {...(dangerous ? { color: 'red' } : {})}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
