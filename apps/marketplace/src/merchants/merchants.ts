/** Owns what a merchant is: one live and one test account, each with its own API user and secret. */
import type { Ids, Instant } from '@jetway/kernel';
import type { Log } from '@jetway/service';
import type { World } from '../worlds/index.ts';

export type AccountKind = 'live' | 'test';

export interface Account {
  readonly id: string;
  readonly merchantId: string;
  readonly kind: AccountKind;
  readonly worldId: string;
  readonly apiUser: string;
}

/** The refusal of an account id that names none. */
export const NO_ACCOUNT = { code: 'not_found', text: 'There is no such account.' } as const;

/** What a handler of the merchant API knows of its caller. */
export interface AccountContext {
  readonly accountId: string;
  readonly merchantId: string;
  readonly kind: AccountKind;
  readonly world: World;
  /** World time of this request. */
  readonly now: Instant;
  readonly requestId: string;
  /** `merchant:<apiUser>` */
  readonly actor: string;
  readonly log: Log;
}

const HEX_UPPER = '0123456789ABCDEF';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** An API user in the form that page Retrieve Token prints: 40 hexadecimal digits in capitals. */
export const newApiUser = (ids: Ids): string => ids.text(40, HEX_UPPER);

/** A secret in the printed form: 44 characters, 264 bits. */
export const newApiSecret = (ids: Ids): string => ids.text(44, BASE64);
