/** Owns the dialog in which a fault is made or changed. */
import { type FaultRule, faultKinds, faultSchedules } from '@jetway/marketplace-api';
import { failureOf, useClock } from '@jetway/ui';
import { Modal, NativeSelect, NumberInput, Select, SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import { DialogForm } from '../../parts/dialog-form.tsx';
import { useMerchantRoutes } from '../request-log/index.ts';
import { useSaveFault } from './faults.queries.ts';
import {
  checkFault,
  type FaultErrors,
  type FaultValues,
  faultWords,
  hasRetryAfter,
  inputOf,
  newFault,
  scheduleNames,
  valuesOf,
} from './faults.ts';

interface PartProps {
  readonly values: FaultValues;
  readonly errors: FaultErrors;
  readonly onChange: (change: Partial<FaultValues>) => void;
}

interface AmountProps extends PartProps {
  readonly field: 'percent' | 'count' | 'latencyMinMs' | 'latencyMaxMs' | 'retryAfterSeconds' | 'seed' | 'minutes';
  readonly label: string;
  readonly description?: string;
  readonly suffix?: string;
  readonly max: number;
  readonly min?: number;
  readonly decimals?: number;
}

function Amount({ field, values, errors, onChange, decimals = 0, min = 0, suffix = '', ...rest }: AmountProps) {
  return (
    <NumberInput
      {...rest}
      min={min}
      allowNegative={false}
      decimalScale={decimals}
      suffix={suffix}
      value={values[field]}
      error={errors[field]}
      onChange={(value) => onChange({ [field]: typeof value === 'number' ? value : '' })}
    />
  );
}

function KindFields(props: PartProps) {
  const { kind } = props.values;
  if (kind === 'latency')
    return (
      <SimpleGrid cols={2} spacing="sm">
        <Amount {...props} field="latencyMinMs" label="Shortest wait" suffix=" ms" max={60_000} />
        <Amount {...props} field="latencyMaxMs" label="Longest wait" suffix=" ms" max={60_000} />
      </SimpleGrid>
    );
  if (!hasRetryAfter(kind)) return null;
  return (
    <Amount
      {...props}
      field="retryAfterSeconds"
      label="Retry-After"
      description="Empty: the answer does not say when to try again"
      suffix=" s"
      max={86_400}
    />
  );
}

function WhichRequests(props: PartProps) {
  const { values, onChange } = props;
  const routes = useMerchantRoutes();
  const choices = routes.map(({ operation, method, summary }) => ({
    value: operation,
    label: `${summary} (${method})`,
  }));
  const { schedule } = values;
  return (
    <>
      <Select
        label="Route"
        placeholder="All routes"
        searchable
        clearable
        nothingFoundMessage="No such route"
        data={choices}
        value={values.operation === '' ? null : values.operation}
        onChange={(value) => onChange({ operation: value ?? '' })}
      />
      <SimpleGrid cols={schedule === 'always' ? 1 : 2} spacing="sm">
        <NativeSelect
          label="Which requests"
          data={faultSchedules.map((value) => ({ value, label: scheduleNames[value] }))}
          value={schedule}
          onChange={(event) => {
            const chosen = faultSchedules.find((one) => one === event.currentTarget.value);
            if (chosen !== undefined) onChange({ schedule: chosen });
          }}
        />
        {schedule === 'probability' && (
          <Amount {...props} field="percent" label="Share" suffix=" %" max={100} decimals={1} />
        )}
        {(schedule === 'every' || schedule === 'next') && (
          <Amount {...props} field="count" label="How many" min={1} max={1_000_000} />
        )}
      </SimpleGrid>
    </>
  );
}

interface FormProps {
  readonly accountId: string;
  readonly rule: FaultRule | undefined;
  readonly onClose: () => void;
}

function FaultForm({ accountId, rule, onClose }: FormProps) {
  const realNow = useClock();
  const save = useSaveFault(accountId, rule?.id);
  const [values, setValues] = useState(() => (rule === undefined ? newFault : valuesOf(rule, realNow())));
  const [tried, setTried] = useState(false);
  const found = checkFault(values);
  const change = (part: Partial<FaultValues>) => setValues((before) => ({ ...before, ...part }));
  const parts: PartProps = { values, errors: tried ? found : {}, onChange: change };
  return (
    <DialogForm
      submit={rule === undefined ? 'Add fault' : 'Save and count anew'}
      busy={save.isPending}
      failure={failureOf(save.error)}
      onSubmit={() => {
        setTried(true);
        if (Object.keys(found).length === 0) save.mutate(inputOf(values, realNow()), { onSuccess: onClose });
      }}
      onCancel={onClose}
    >
      <NativeSelect
        label="What goes wrong"
        description={faultWords[values.kind].means}
        data-autofocus
        data={faultKinds.map((value) => ({ value, label: faultWords[value].name }))}
        value={values.kind}
        onChange={(event) => {
          const chosen = faultKinds.find((one) => one === event.currentTarget.value);
          if (chosen !== undefined) change({ kind: chosen });
        }}
      />
      <KindFields {...parts} />
      {values.kind !== 'stuck_file' && <WhichRequests {...parts} />}
      <SimpleGrid cols={values.schedule === 'probability' || values.kind === 'latency' ? 2 : 1} spacing="sm">
        <Amount
          {...parts}
          field="minutes"
          label="Ends after"
          description="Empty: when you remove it"
          suffix=" min"
          min={1}
          max={525_600}
        />
        {(values.schedule === 'probability' || values.kind === 'latency') && values.kind !== 'stuck_file' && (
          <Amount {...parts} field="seed" label="Seed" description="Same seed, same requests" max={4_294_967_295} />
        )}
      </SimpleGrid>
    </DialogForm>
  );
}

export interface FaultDialogProps extends FormProps {
  readonly opened: boolean;
}

export function FaultDialog({ opened, ...form }: FaultDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={form.onClose}
      title={form.rule === undefined ? 'Let something go wrong' : 'Change the fault'}
    >
      <FaultForm {...form} />
    </Modal>
  );
}
