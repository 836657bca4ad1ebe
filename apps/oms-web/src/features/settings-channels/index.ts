/** The settings of connections, as far as other pages use their parts. */
export { AddConnectionForm } from './add-connection-dialog.tsx';
export { type ConnectionValues, changeBody, formErrors, triedBody, valuesOf } from './channel-form.ts';
export { useChangeConnection, useChannels, useConnection, useTestConnection } from './channels.queries.ts';
export { AddressField, SettingField } from './setting-fields.tsx';
export { TestResultView } from './test-result.tsx';
