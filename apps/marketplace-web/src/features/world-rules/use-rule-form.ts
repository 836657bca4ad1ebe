/** Owns the state of the form in which a rule is added: what is typed, what is wrong with it, and sending it. */
import { failureOf, placeErrors } from '@jetway/ui';
import { notifications } from '@mantine/notifications';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';

export interface RuleFormProps {
  readonly worldId: string;
  readonly onClose: () => void;
}

export interface RuleFormRules<Values, Body, Errors> {
  readonly first: Values;
  readonly check: (values: Values) => Errors;
  readonly inputOf: (values: Values) => Body;
  /** Places of the request that are fields of the form. */
  readonly isField: (place: string) => boolean;
  readonly errorsOf: (byPlace: Readonly<Record<string, string>>) => Errors;
  /** Said when the rule is there. */
  readonly done: string;
}

export function useRuleForm<Values, Body, Errors extends object>(
  rules: RuleFormRules<Values, Body, Errors>,
  add: UseMutationResult<unknown, Error, Body>,
  onClose: () => void,
) {
  const [values, setValues] = useState(rules.first);
  const [tried, setTried] = useState(false);
  const wrong = rules.check(values);
  const told = placeErrors(failureOf(add.error), rules.isField);
  const errors: Errors = { ...rules.errorsOf(told.byField), ...(tried ? wrong : {}) };
  const change = (part: Partial<Values>) => setValues((before) => ({ ...before, ...part }));
  const submit = () => {
    setTried(true);
    if (Object.keys(wrong).length > 0) return;
    add.mutate(rules.inputOf(values), {
      onSuccess: () => {
        notifications.show({ color: 'green', message: rules.done });
        onClose();
      },
    });
  };
  return { values, errors, change, failure: told.rest, busy: add.isPending, submit };
}
