/** The door of merchants and their accounts. */
export { type AccountContexts, createAccountContexts } from './account-contexts.ts';
export {
  type CreatedMerchant,
  createMerchants,
  type Merchants,
  type NewAccount,
  type NewMerchant,
} from './merchant-service.ts';
export { accountHandlers } from './merchants.routes.ts';
export {
  type AccountInWorld,
  type Credentials,
  findAccount,
  findAccountInWorld,
  findAccountOfMerchant,
  findCredentials,
  findMerchant,
  type ListedAccount,
} from './merchants.store.ts';
export { type Account, type AccountContext, type AccountKind, NO_ACCOUNT } from './merchants.ts';
