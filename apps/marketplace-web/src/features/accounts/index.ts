/** Merchants and their accounts. */
export { type AccountInWorld, useAccountInWorld } from './account-context.tsx';
export { AccountName, AccountOfWorldSelect } from './account-of-world-select.tsx';
export { accountPages } from './account-pages.ts';
export { useAccounts } from './accounts.queries.ts';
export { parseAccountsSearch } from './accounts.ts';
