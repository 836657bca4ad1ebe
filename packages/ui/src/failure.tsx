/** Owns how a failure is shown: what went wrong, where, the request's id, and a way to try again. */
import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { CopyText } from './copy-text.tsx';

/** A failure in words, from a problem document or from a request that got no answer. */
export interface Failure {
  readonly title: string;
  readonly detail: string;
  /** To be found in the server's log. */
  readonly requestId?: string;
  readonly code?: string;
  readonly places?: readonly { readonly path: string; readonly message: string }[];
}

function RequestId({ id }: { readonly id: string }) {
  return (
    <Text size="xs" c="dimmed" component="div">
      Request <CopyText text={id} label="request id" />
    </Text>
  );
}

export interface FailureAlertProps {
  readonly failure: Failure;
  readonly onRetry?: () => void;
  readonly onClose?: () => void;
}

/** A failure inside a page or dialog; announced to screen readers. */
export function FailureAlert({ failure, onRetry, onClose }: FailureAlertProps) {
  const places = failure.places ?? [];
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      icon={<IconAlertTriangle aria-hidden />}
      title={failure.title}
      {...(onClose === undefined ? {} : { withCloseButton: true, onClose, closeButtonLabel: 'Dismiss' })}
    >
      <Stack gap={6}>
        <Text size="sm">{failure.detail}</Text>
        {places.length > 0 && (
          <List size="sm">
            {places.map((place) => (
              <List.Item key={`${place.path} ${place.message}`}>
                {place.path === '' ? '' : `${place.path}: `}
                {place.message}
              </List.Item>
            ))}
          </List>
        )}
        <Group justify="space-between">
          {failure.requestId === undefined ? <span /> : <RequestId id={failure.requestId} />}
          {onRetry !== undefined && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconRefresh size={14} aria-hidden />}
              onClick={() => onRetry()}
            >
              Try again
            </Button>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}
