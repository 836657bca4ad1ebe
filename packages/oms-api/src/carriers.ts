/** Owns the part of the OMS API about carriers: what people call them, and what a tracking number tells. */
import { defineRoutes, Problem, pageOf } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { closed, decidingRoles, everyRole, Id, MappingId, nullable, pageQuery, Text, Version } from './shapes.ts';

/** Kinds of channels that words can be mapped for. */
export const mappedChannels = ['jet'] as const;
const Channel = Type.Enum([...mappedChannels], { description: 'The kind of channel.' });

const described = (description: string) => Type.Optional(Type.String({ minLength: 1, maxLength: 100, description }));

/** A word that means a carrier of a channel, or a carrier and a method. */
export const CarrierMapping = Type.Object({
  id: Id,
  channel: Type.Enum([...mappedChannels]),
  /** As people and label software write it, for instance `UPS Ground`. */
  word: Type.String(),
  /** In the channel's own spelling. */
  carrier: Type.String(),
  /** Null when the word tells the carrier only. */
  method: nullable(Type.String()),
  /** Service levels of buyers for which this is meant when nobody says how a parcel went. */
  defaultFor: Type.Array(Type.String(), { maxItems: 50 }),
  version: Version,
});
export type CarrierMapping = Static<typeof CarrierMapping>;

const CarrierMappingBody = {
  word: Text(100),
  carrier: Text(100),
  method: Type.Optional(nullable(Text(100))),
  defaultFor: Type.Optional(Type.Array(Text(100), { maxItems: 50 })),
} as const;

/** What the words mean: by a mapping, by the channel's own list, or by the default of the service level. */
export const CarrierMatch = Type.Object({
  match: nullable(
    Type.Object({
      carrier: Type.String(),
      method: Type.String(),
      by: Type.Enum(['mapping', 'channel', 'default']),
    }),
  ),
  /** In a sentence, also why nothing matches. */
  text: Type.String(),
});
export type CarrierMatch = Static<typeof CarrierMatch>;

/** What to choose from: the channel's carriers, methods and service levels. */
export const CarrierOptions = Type.Object({
  carriers: Type.Array(Type.String(), { maxItems: 500 }),
  methods: Type.Array(Type.String(), { maxItems: 500 }),
  methodsByCarrier: Type.Record(Type.String(), Type.Array(Type.String(), { maxItems: 500 })),
  serviceLevels: Type.Array(Type.String(), { maxItems: 50 }),
});
export type CarrierOptions = Static<typeof CarrierOptions>;

export const trackingWarningCodes = ['check_digit', 'other_carrier', 'unusual_form'] as const;

/** Something odd about a tracking number: worth a look, never a refusal. */
export const TrackingWarning = Type.Object({ code: Type.Enum([...trackingWarningCodes]), text: Type.String() });
export type TrackingWarning = Static<typeof TrackingWarning>;

export const TrackingCheck = Type.Object({
  /** The channel's carrier whose numbers look like this; null when nobody's do. */
  suggestedCarrier: nullable(Type.String()),
  /** Several numbers in one text: shipping would be refused. */
  isConcatenated: Type.Boolean(),
  warning: nullable(TrackingWarning),
});
export type TrackingCheck = Static<typeof TrackingCheck>;

const MappingParams = Type.Object({ mappingId: MappingId }, closed);

export const carrierRoutes = defineRoutes({
  listCarrierMappings: {
    method: 'GET',
    path: '/carrier-mappings',
    summary: 'Words for carriers and methods, oldest first',
    tags: ['carriers'],
    auth: 'member',
    roles: everyRole,
    query: Type.Object(pageQuery, closed),
    replies: { 200: pageOf(CarrierMapping), 400: Problem, 401: Problem },
    codes: ['bad_cursor'],
  },
  createCarrierMapping: {
    method: 'POST',
    path: '/carrier-mappings',
    summary: 'Add a word for a carrier, or for a carrier and a method',
    tags: ['carriers'],
    auth: 'member',
    roles: decidingRoles,
    body: Type.Object({ channel: Type.Enum([...mappedChannels]), ...CarrierMappingBody }, closed),
    replies: { 201: CarrierMapping, 400: Problem, 401: Problem, 403: Problem, 409: Problem },
    codes: [
      'empty_word',
      'unknown_carrier',
      'unknown_method',
      'unknown_service_level',
      'method_required',
      'word_taken',
      'default_taken',
    ],
  },
  changeCarrierMapping: {
    method: 'PUT',
    path: '/carrier-mappings/:mappingId',
    summary: 'Change what a word means; If-Match carries its version',
    tags: ['carriers'],
    auth: 'member',
    roles: decidingRoles,
    params: MappingParams,
    body: Type.Object(CarrierMappingBody, closed),
    replies: { 200: CarrierMapping, 400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem },
    codes: [
      'not_found',
      'version_required',
      'changed_meanwhile',
      'empty_word',
      'unknown_carrier',
      'unknown_method',
      'unknown_service_level',
      'method_required',
      'word_taken',
      'default_taken',
    ],
  },
  removeCarrierMapping: {
    method: 'DELETE',
    path: '/carrier-mappings/:mappingId',
    summary: 'Remove a word',
    tags: ['carriers'],
    auth: 'member',
    roles: decidingRoles,
    params: MappingParams,
    replies: { 204: null, 400: Problem, 401: Problem, 403: Problem, 404: Problem },
    codes: ['not_found'],
  },
  matchCarrier: {
    method: 'GET',
    path: '/carrier-match',
    summary: 'What words for a carrier and a method mean, as shipping would read them',
    tags: ['carriers'],
    auth: 'member',
    roles: everyRole,
    query: Type.Object(
      {
        channel: Channel,
        carrier: described('A word for the carrier, or for both.'),
        method: described('A word for the method.'),
        serviceLevel: described('The service level that the buyer asked for.'),
      },
      closed,
    ),
    replies: { 200: CarrierMatch, 400: Problem, 401: Problem },
  },
  getCarrierOptions: {
    method: 'GET',
    path: '/carrier-options',
    summary: 'Carriers, methods and service levels that a kind of channel knows',
    tags: ['carriers'],
    auth: 'member',
    roles: everyRole,
    query: Type.Object({ channel: Channel }, closed),
    replies: { 200: CarrierOptions, 400: Problem, 401: Problem },
  },
  checkTracking: {
    method: 'GET',
    path: '/tracking-check',
    summary: 'What a tracking number tells: whose it looks like, and what is odd about it',
    tags: ['carriers'],
    auth: 'member',
    roles: everyRole,
    query: Type.Object(
      {
        channel: Channel,
        trackingNumber: Type.String({ minLength: 1, maxLength: 100, description: 'The number as it was typed.' }),
        carrier: described('The carrier that is said to bring the parcel, in the channel’s spelling.'),
      },
      closed,
    ),
    replies: { 200: TrackingCheck, 400: Problem, 401: Problem },
  },
});
