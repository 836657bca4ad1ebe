/** The settings of Jet, as far as other pages use their parts. */
export { AddConnectionForm } from './add-connection-dialog.tsx';
export { useChangeConnection, useConnection, useTestConnection } from './jet.queries.ts';
export { AccountFields } from './jet-fields.tsx';
export { changeBody, type JetValues, jetErrors, settingsBody, valuesOf } from './jet-form.ts';
export { TestResultView } from './test-result.tsx';
