/** Owns what a feature hands to the wiring: the routes it serves and their handlers. */
import type { RouteTable } from '@jetway/http-contract';
import type { Handlers } from '@jetway/service';
import type { MemberContext } from './context.ts';

/** Routes for members of an organization; the wiring puts them under the API's prefix, behind sign-in and roles. */
export interface Feature<T extends RouteTable> {
  readonly routes: T;
  readonly handlers: Handlers<T, MemberContext>;
}

/** Keeps the exact types of a feature's routes. */
export const defineFeature = <T extends RouteTable>(feature: Feature<T>): Feature<T> => feature;
