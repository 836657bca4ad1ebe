/** Owns how the merchant API speaks: `{"errors":[…]}` for every refusal, `{"Message":"…"}` for a missing sign-in. */
import {
  authorizationDenied,
  bodyMissing,
  bodyTooLarge,
  internalError,
  invalidCharacters,
  jetEnumKeyword,
  jetTextsFromSchemaErrors,
  MAX_ERRORS,
  malformedUrl,
  methodNotAllowed,
  notReady,
  pathNotFound,
  type SchemaError,
  tooManyRequests,
} from '@jetway/jet-api';
import {
  bracketPath,
  type Dialect,
  type Failure,
  type FailureKind,
  type FailureReply,
  type Issue,
  pointer,
} from '@jetway/service';

const CONTENT_TYPE = 'application/json; charset=utf-8';

/** Only the documented codes are used (page Responses and Errors), and 429. */
const STATUS: Readonly<Record<FailureKind, number>> = {
  schema: 400,
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  timeout: 400,
  conflict: 400,
  too_large: 400,
  uri_too_long: 400,
  unsupported_media_type: 400,
  headers_too_large: 400,
  rate_limited: 429,
  internal: 500,
  not_ready: 503,
};

const TEXT: Partial<Readonly<Record<FailureKind, string>>> = {
  forbidden: authorizationDenied,
  not_found: pathNotFound,
  method_not_allowed: methodNotAllowed,
  too_large: bodyTooLarge,
  uri_too_long: malformedUrl,
  rate_limited: tooManyRequests,
  internal: internalError,
  not_ready: notReady,
};

/** The dialect of everything under `/api`. */
export const jetDialect: Dialect = {
  name: 'jet',
  anyContentType: true,
  errorContentType: CONTENT_TYPE,
  queryIgnoresCase: true,
  unknownQueryTolerated: true,
  queryAmpersandEntities: true,
  keywords: [jetEnumKeyword],
  render: (found) => ({ status: STATUS[found.kind], contentType: CONTENT_TYPE, body: bodyOf(found) }),
};

function bodyOf(found: Failure): FailureReply['body'] {
  if (found.kind === 'unauthenticated') return { Message: authorizationDenied };
  return { errors: jetTextsOf(found) };
}

/** A failure in Jet's texts, at most as many as are told at once. */
export function jetTextsOf(found: Failure): string[] {
  const texts = found.issues.length > 0 ? textsOf(found.issues) : [TEXT[found.kind] ?? found.text];
  return texts.slice(0, MAX_ERRORS);
}

/** Jet's texts of what a schema refused, each once. */
function textsOf(issues: readonly Issue[]): string[] {
  const own = issues.filter(({ keyword }) => keyword in OWN_TEXT);
  const checked = issues.filter(({ keyword }) => !(keyword in OWN_TEXT));
  const texts = [...jetTextsFromSchemaErrors(checked.map(schemaErrorOf)), ...own.map(ownText)];
  return [...new Set(texts)];
}

const OWN_TEXT: Readonly<Record<string, (issue: Issue) => string>> = {
  bodyRequired: () => bodyMissing,
  unsoundText: ({ segments }) => invalidCharacters(bracketPath(segments)),
};

const ownText = (issue: Issue): string => OWN_TEXT[issue.keyword]?.(issue) ?? issue.message;

/** Keywords whose issue points at a member that is missing, or should not be there. */
const ABOUT_MEMBERS: ReadonlySet<string> = new Set(['required', 'additionalProperties', 'unevaluatedProperties']);

/** The error as the validator gave it: about the object, not about its member. */
function schemaErrorOf(issue: Issue): SchemaError {
  const segments = ABOUT_MEMBERS.has(issue.keyword) ? issue.segments.slice(0, -1) : issue.segments;
  return { keyword: issue.keyword, instancePath: pointer(segments), params: issue.params };
}
