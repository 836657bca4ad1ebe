/** Owns the dialogs about an endpoint: made or changed, its secret shown this once, rotated, removed. */
import { type WebhookEndpoint, webhookEventKinds } from '@jetway/marketplace-api';
import { ConfirmDialog, CopyButton, FailureAlert, failureOf, useLast } from '@jetway/ui';
import { Button, Code, Group, Modal, MultiSelect, Stack, Text, TextInput } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { DialogForm } from '../../parts/dialog-form.tsx';
import { Note } from '../../parts/note.tsx';
import { useChangeEndpoint, useCreateEndpoint, useDeleteEndpoint, useRotate } from './webhooks.queries.ts';
import { inputOf, kindNames, urlError } from './webhooks.ts';

function SecretShown({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  return (
    <Stack>
      <Note tone="warning" icon={<IconEyeOff size={20} />} title="Copy the secret now">
        It is shown this once. The merchant’s software verifies requests with it.
      </Note>
      <Group wrap="nowrap" gap={4}>
        <Code style={{ flex: 1, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap', padding: '4px 8px' }}>{secret}</Code>
        <CopyButton text={secret} label="secret" />
      </Group>
      <Group justify="flex-end">
        <Button onClick={onClose}>I have copied it</Button>
      </Group>
    </Stack>
  );
}

interface FormProps {
  readonly accountId: string;
  readonly endpoint: WebhookEndpoint | undefined;
  readonly onClose: () => void;
}

function EndpointForm({ accountId, endpoint, onClose }: FormProps) {
  const create = useCreateEndpoint(accountId);
  const change = useChangeEndpoint(accountId);
  const [values, setValues] = useState({ url: endpoint?.url ?? '', kinds: endpoint?.kinds ?? [] });
  const [tried, setTried] = useState(false);
  if (create.data !== undefined) return <SecretShown secret={create.data} onClose={onClose} />;
  const failure = failureOf(create.error ?? change.error);
  const wrong = urlError(values.url);
  const send = () => {
    const body = inputOf(values, endpoint);
    if (endpoint === undefined) create.mutate(body);
    else change.mutate({ endpointId: endpoint.id, body }, { onSuccess: onClose });
  };
  return (
    <DialogForm
      submit={endpoint === undefined ? 'Add endpoint' : 'Save'}
      busy={create.isPending || change.isPending}
      failure={failure}
      onSubmit={() => {
        setTried(true);
        if (wrong === undefined) send();
      }}
      onCancel={onClose}
    >
      <TextInput
        label="Address"
        placeholder="https://…"
        required
        data-autofocus
        maxLength={2000}
        value={values.url}
        error={tried ? wrong : undefined}
        onChange={(event) => {
          const url = event.currentTarget.value;
          setValues((before) => ({ ...before, url }));
        }}
      />
      <MultiSelect
        label="What is told"
        placeholder={values.kinds.length === 0 ? 'Everything' : ''}
        clearable
        data={webhookEventKinds.map((value) => ({ value, label: kindNames[value] }))}
        value={values.kinds}
        onChange={(chosen) =>
          setValues((before) => ({ ...before, kinds: webhookEventKinds.filter((kind) => chosen.includes(kind)) }))
        }
      />
    </DialogForm>
  );
}

export interface EndpointDialogProps {
  readonly accountId: string;
  /** Undefined while closed. */
  readonly target: WebhookEndpoint | 'new' | undefined;
  readonly onClose: () => void;
}

export function EndpointDialog({ accountId, target, onClose }: EndpointDialogProps) {
  const shown = useLast(target);
  const endpoint = shown === 'new' ? undefined : shown;
  return (
    <Modal
      opened={target !== undefined}
      onClose={onClose}
      title={endpoint === undefined ? 'Add an endpoint' : 'Change the endpoint'}
      closeOnClickOutside={false}
    >
      <EndpointForm key={endpoint?.id ?? 'new'} accountId={accountId} endpoint={endpoint} onClose={onClose} />
    </Modal>
  );
}

interface TargetProps {
  readonly accountId: string;
  /** Undefined while closed. */
  readonly endpoint: WebhookEndpoint | undefined;
  readonly onClose: () => void;
}

function RotateSteps({ accountId, endpoint, onClose }: TargetProps) {
  const rotate = useRotate(accountId);
  if (rotate.data !== undefined) return <SecretShown secret={rotate.data} onClose={onClose} />;
  const failure = failureOf(rotate.error);
  return (
    <Stack>
      <Text size="sm">
        For a day requests are signed with the new and the old secret, then with the new one alone. Tell the merchant’s
        software the new one until then.
      </Text>
      {failure !== undefined && <FailureAlert failure={failure} />}
      <Group justify="flex-end">
        <Button variant="default" data-autofocus onClick={onClose}>
          Not now
        </Button>
        <Button
          loading={rotate.isPending}
          onClick={() => {
            if (endpoint !== undefined) rotate.mutate(endpoint.id);
          }}
        >
          Give a new secret
        </Button>
      </Group>
    </Stack>
  );
}

export function RotateSecretDialog(props: TargetProps) {
  const shown = useLast(props.endpoint);
  return (
    <Modal
      opened={props.endpoint !== undefined}
      onClose={props.onClose}
      title="Rotate the secret"
      closeOnClickOutside={false}
    >
      {shown !== undefined && <RotateSteps {...props} key={shown.id} endpoint={shown} />}
    </Modal>
  );
}

export function RemoveDialog({ accountId, endpoint, onClose }: TargetProps) {
  const remove = useDeleteEndpoint(accountId);
  const shown = useLast(endpoint);
  return (
    <ConfirmDialog
      opened={endpoint !== undefined}
      title="Remove the endpoint"
      confirmLabel="Remove"
      busy={remove.isPending}
      failure={failureOf(remove.error)}
      onConfirm={() => endpoint !== undefined && remove.mutate(endpoint.id, { onSuccess: onClose })}
      onClose={onClose}
    >
      {shown === undefined ? '' : `${shown.url} hears nothing more; the log of what it was told goes with it.`}
    </ConfirmDialog>
  );
}
