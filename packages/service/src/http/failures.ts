/** Owns which failure an error of the HTTP framework stands for; anything unknown is a bug of ours. */
import { type Failure, type FailureKind, failure } from './dialect.ts';
import { MAX_BODY_DEPTH } from './sound-text.ts';

const KINDS: Readonly<Record<string, FailureKind>> = {
  FST_ERR_BAD_URL: 'bad_request',
  FST_ERR_MAX_PARAM_LENGTH: 'uri_too_long',
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad_request',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'bad_request',
  FST_ERR_CTP_INVALID_JSON_BODY: 'bad_request',
  FST_ERR_HANDLER_TIMEOUT: 'not_ready',
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'timeout',
  JETWAY_BAD_BODY: 'bad_request',
};

/** What is said of a body that cannot be read, whichever way it came. */
export const BODY_TEXTS = {
  notJson: 'The body is not valid JSON.',
  notUtf8: 'The body is not UTF-8.',
  tooDeep: `The body nests deeper than ${MAX_BODY_DEPTH} levels.`,
} as const;

const TEXTS: Readonly<Record<string, string>> = {
  FST_ERR_BAD_URL: 'The address holds a malformed percent-encoding.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The body is not as long as Content-Length says.',
  FST_ERR_CTP_INVALID_JSON_BODY: BODY_TEXTS.notJson,
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty.',
};

/** A body that cannot be read; the message is shown to the caller. */
export class BadBodyError extends Error {
  override readonly name = 'BadBodyError';
  readonly code = 'JETWAY_BAD_BODY';
}

/** The failure an error of the framework stands for; undefined when it is none of the caller's doing. */
export function failureOfError(error: unknown, requestId: string): Failure | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const kind = KINDS[code] ?? (code.startsWith('HPE_') ? 'bad_request' : undefined);
  if (kind !== undefined) {
    const text = error instanceof BadBodyError ? error.message : TEXTS[code];
    return failure(kind, requestId, text === undefined ? {} : { text });
  }
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) return failure('bad_request', requestId);
  return undefined;
}
