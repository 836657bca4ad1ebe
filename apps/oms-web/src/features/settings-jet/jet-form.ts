/** Owns what the form of a Jet connection holds, and what of it is sent. */
import { acknowledgePolicies, type Connection } from '@jetway/oms-api';

export interface JetValues {
  name: string;
  baseUrl: string;
  jet_api_user: string;
  /** Empty: the secret that is kept stays. */
  jet_api_secret: string;
  jet_pull_orders: boolean;
  jet_send_tracking_numbers: boolean;
  jet_soj_enabled: boolean;
  jet_fulfillment_node_id: string;
  pullEverySeconds: number | string;
  acknowledgePolicy: (typeof acknowledgePolicies)[number];
  acknowledgeWithinHours: number | string;
}

export const valuesOf = ({ settings, ...connection }: Connection): JetValues => ({
  name: connection.name,
  baseUrl: connection.baseUrl,
  jet_api_user: settings.jet_api_user,
  jet_api_secret: '',
  jet_pull_orders: settings.jet_pull_orders,
  jet_send_tracking_numbers: settings.jet_send_tracking_numbers,
  jet_soj_enabled: settings.jet_soj_enabled,
  jet_fulfillment_node_id: settings.jet_fulfillment_node_id,
  pullEverySeconds: connection.pullEverySeconds,
  acknowledgePolicy: connection.acknowledgePolicy,
  acknowledgeWithinHours: connection.acknowledgeWithinHours,
});

const isWithin = (value: number | string, least: number, most: number): boolean =>
  Number.isInteger(Number(value)) && value !== '' && Number(value) >= least && Number(value) <= most;

/** An http or https address without user, query or fragment. */
export function isBaseUrl(text: string): boolean {
  try {
    const url = new URL(text);
    return /^https?:$/.test(url.protocol) && url.username === '' && url.search === '' && url.hash === '';
  } catch {
    return false;
  }
}

/** Messages by field; empty when it can be sent. */
export function jetErrors(values: JetValues): Partial<Record<keyof JetValues, string>> {
  return {
    ...(values.name.trim() === '' ? { name: 'Enter a name' } : {}),
    ...(isBaseUrl(values.baseUrl.trim()) ? {} : { baseUrl: 'An address such as https://merchant-api.example/api' }),
    ...(isWithin(values.pullEverySeconds, 5, 86_400) ? {} : { pullEverySeconds: 'Between 5 and 86,400 seconds' }),
    ...(isWithin(values.acknowledgeWithinHours, 1, 720) ? {} : { acknowledgeWithinHours: 'Between 1 and 720 hours' }),
  };
}

/** The settings as they are sent; the secret only when it was typed anew. */
export const settingsBody = (values: JetValues) => ({
  jet_api_user: values.jet_api_user.trim(),
  ...(values.jet_api_secret === '' ? {} : { jet_api_secret: values.jet_api_secret }),
  jet_pull_orders: values.jet_pull_orders,
  jet_send_tracking_numbers: values.jet_send_tracking_numbers,
  jet_soj_enabled: values.jet_soj_enabled,
  jet_fulfillment_node_id: values.jet_fulfillment_node_id.trim(),
});

export const changeBody = (values: JetValues) => ({
  name: values.name.trim(),
  baseUrl: values.baseUrl.trim(),
  settings: settingsBody(values),
  pullEverySeconds: Number(values.pullEverySeconds),
  acknowledgePolicy: values.acknowledgePolicy,
  acknowledgeWithinHours: Number(values.acknowledgeWithinHours),
});

export const policyWords: Readonly<Record<JetValues['acknowledgePolicy'], string>> = {
  hold: 'Hold: a person answers every order',
  'accept-when-covered': 'Accept when stock covers it, else ask a person',
  'accept-always': 'Accept always, even beyond the stock',
};

export const isPolicy = (value: string): value is JetValues['acknowledgePolicy'] =>
  acknowledgePolicies.some((policy) => policy === value);
