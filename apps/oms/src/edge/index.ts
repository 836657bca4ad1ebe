/** What every handler of this app is given, and what a feature hands to the wiring. */
export { type Actor, type MemberContext, systemActor } from './context.ts';
export { defineFeature, type Feature } from './feature.ts';
