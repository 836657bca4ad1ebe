/** Owns the contract of bulk files (pages Request Upload URL, Request to Process Uploaded File, Verify Processing Success). */
import { defineRoutes } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { requestBodies } from './example.ts';
import { MAX_ID_LENGTH } from './fields.ts';
import { fileExamples } from './files.examples.ts';
import { createMatcher, looseEnum, openEnum } from './loose.ts';
import { JetMessage, listRefusals, thingRefusals } from './replies.ts';

/** What a file's records are; each has the body that the single upload of its kind has. */
export const fileTypes = [
  'MerchantSKUs',
  'MerchantSKUsV2',
  'Price',
  'Inventory',
  'InventoryPatch',
  'ShippingException',
  'ReturnsException',
  'Variation',
  'Archive',
] as const;
export type FileType = (typeof fileTypes)[number];

/** The documented spelling of a type. */
export const matchFileType = createMatcher(fileTypes);

export const fileStatuses = ['Acknowledged', 'Processing', 'Processed successfully', 'Processed with errors'] as const;
export type FileStatus = (typeof fileStatuses)[number];

/** Seconds of real time for which an upload address is open (page Request Upload URL). */
export const UPLOAD_SECONDS = 1800;
/** Errors that the verification answers itself; all of them stand behind `error_url`. */
export const MAX_ERROR_EXCERPT = 20;

const MAX_URL_LENGTH = 2048;
const FileId = Type.String({ description: 'Jet’s id of the file.' });

export const UploadToken = Type.Object({
  url: Type.String({ description: 'Takes one PUT of a gzipped JSON file, without further authorization.' }),
  jet_file_id: FileId,
  expires_in_seconds: Type.Integer(),
});
export type UploadToken = Static<typeof UploadToken>;

export const UploadedFile = Type.Object({
  url: Type.String({ minLength: 1, maxLength: MAX_URL_LENGTH, description: 'As it was issued.' }),
  file_type: looseEnum(fileTypes),
  file_name: Type.String({
    minLength: 1,
    maxLength: MAX_ID_LENGTH,
    description: 'The merchant’s own name of the file.',
  }),
});
export type UploadedFile = Static<typeof UploadedFile>;

export const FileReply = Type.Object({
  url: Type.String({ description: 'Where the file was put; without the signature.' }),
  jet_file_id: FileId,
  file_type: Type.String(),
  file_name: Type.String(),
  received: Type.String({ description: 'Date in the form `2014-07-26T04:00:00.0000000Z`, as are the other two.' }),
  processing_start: Type.Optional(Type.String()),
  processing_end: Type.Optional(Type.String()),
  status: openEnum(fileStatuses),
  error_count: Type.Optional(Type.Integer({ description: 'All errors of the file.' })),
  error_url: Type.Optional(
    Type.String({ description: 'A JSON array of all errors; absent once the file is too old to be kept.' }),
  ),
  error_excerpt: Type.Optional(Type.Array(Type.String(), { maxItems: MAX_ERROR_EXCERPT })),
});
export type FileReply = Static<typeof FileReply>;

export const fileRoutes = defineRoutes({
  getUploadToken: {
    method: 'GET',
    path: '/files/uploadToken',
    summary: 'Ask for an address to put a file to',
    tags: ['Files'],
    auth: 'account',
    replies: { 200: UploadToken, 401: JetMessage },
  },
  postUploadedFile: {
    method: 'POST',
    path: '/files/uploaded',
    summary: 'Have an uploaded file processed; the same again changes nothing',
    tags: ['Files'],
    auth: 'account',
    body: UploadedFile,
    examples: requestBodies(fileExamples, 'postUploadedFile'),
    replies: { 200: UploadedFile, ...listRefusals },
  },
  getFile: {
    method: 'GET',
    path: '/files/:jet_file_id',
    summary: 'Read how the processing of a file went',
    tags: ['Files'],
    auth: 'account',
    params: Type.Object({
      jet_file_id: Type.String({ minLength: 1, maxLength: MAX_ID_LENGTH, description: 'Jet’s id of the file.' }),
    }),
    replies: { 200: FileReply, ...thingRefusals },
  },
});
