/** Owns which account the pages within an account are about, and its world. */
import type { Account, World } from '@jetway/marketplace-api';
import { createContext, type ReactNode, use } from 'react';

export interface AccountInWorld {
  readonly account: Account;
  readonly world: World;
}

const AccountContext = createContext<AccountInWorld | undefined>(undefined);

export function AccountProvider({ value, children }: { readonly value: AccountInWorld; readonly children: ReactNode }) {
  return <AccountContext value={value}>{children}</AccountContext>;
}

export function useAccountInWorld(): AccountInWorld {
  const found = use(AccountContext);
  if (found === undefined) throw new Error('An AccountProvider is missing above this component.');
  return found;
}
