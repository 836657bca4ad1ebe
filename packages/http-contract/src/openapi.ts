/** Owns the OpenAPI 3.1 document that follows from a contract. */
import type { TSchema } from 'typebox';
import { createSchemaNames, type SchemaNames } from './openapi-schemas.ts';
import type { ReplySchemas, Route, RouteTable } from './route.ts';

export interface OpenApiInfo {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  /** Prefix of the API, for instance `/api`. */
  readonly server: string;
  /** Security scheme by principal kind (the `auth` of the routes). */
  readonly security: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Schemas that the document names once and refers to, beside those that carry a `$id`. */
  readonly schemas?: Readonly<Record<string, TSchema>>;
  /** What every operation may answer besides its own replies, such as 500. */
  readonly everyReply?: ReplySchemas;
  /** Answers to show, each at its operation and status. */
  readonly replyExamples?: readonly ReplyExampleOf[];
}

/** An answer that an operation gives. */
export interface ReplyExampleOf {
  /** Name of the operation. */
  readonly route: string;
  readonly name: string;
  readonly status: number;
  readonly body: unknown;
}

export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly [key: string]: unknown;
}

const REASONS: Readonly<Record<number, string>> = {
  200: 'Success',
  201: 'Created',
  202: 'Accepted',
  204: 'Done; no body',
  400: 'Refused: the message says where and why',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'In conflict with the present state',
  412: 'Changed meanwhile',
  413: 'Too large',
  429: 'Too many requests',
  500: 'A fault of the server',
  503: 'Not ready',
};

type Content = (schema: TSchema, examples: Readonly<Record<string, unknown>>) => unknown;

function parameters(place: 'path' | 'query', schema: TSchema | undefined, names: SchemaNames): unknown[] {
  if (schema === undefined) return [];
  const object = names.expand(schema) as { properties?: Record<string, unknown>; required?: string[] };
  return Object.entries(object.properties ?? {}).map(([name, property]) => {
    const { description, ...rest } = property as { description?: unknown };
    return {
      name,
      in: place,
      required: place === 'path' || (object.required ?? []).includes(name),
      ...(description === undefined ? {} : { description }),
      schema: rest,
    };
  });
}

const contentBy =
  (names: SchemaNames): Content =>
  (schema, examples) => {
    const shown = Object.entries(examples).map(([name, value]) => [name, { value }]);
    return {
      'application/json': {
        schema: names.refer(schema),
        ...(shown.length === 0 ? {} : { examples: Object.fromEntries(shown) as unknown }),
      },
    };
  };

function replies(operationId: string, route: Route, info: OpenApiInfo, content: Content): unknown {
  const all: ReplySchemas = { ...info.everyReply, ...route.replies };
  const entries = Object.entries(all).map(([status, schema]) => {
    const examples = (info.replyExamples ?? [])
      .filter((example) => example.route === operationId && String(example.status) === status)
      .map(({ name, body }) => [name, body]);
    const reply = {
      description: REASONS[Number(status)] ?? `Status ${status}`,
      ...(schema === null ? {} : { content: content(schema, Object.fromEntries(examples)) }),
      ...(status === '200' && route.download !== undefined
        ? { content: { [route.download]: { schema: { type: 'string' } } } }
        : {}),
    };
    return [status, reply];
  });
  return Object.fromEntries(entries);
}

function operation(operationId: string, route: Route, info: OpenApiInfo, names: SchemaNames): unknown {
  const content = contentBy(names);
  return {
    operationId,
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    ...(route.tags === undefined ? {} : { tags: route.tags }),
    security: route.auth === null ? [] : [{ [route.auth]: [] }],
    parameters: [...parameters('path', route.params, names), ...parameters('query', route.query, names)],
    ...(route.body === undefined
      ? {}
      : { requestBody: { required: route.bodyOptional !== true, content: content(route.body, route.examples ?? {}) } }),
    responses: replies(operationId, route, info, content),
    ...(route.roles === undefined ? {} : { 'x-roles': route.roles }),
    ...(route.codes === undefined ? {} : { 'x-codes': route.codes }),
  };
}

/** The document of an API. Schemas that have a name stand once, under `components`. */
export function openApi(routes: RouteTable, info: OpenApiInfo): OpenApiDocument {
  const names = createSchemaNames(info.schemas ?? {});
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, route] of Object.entries(routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    const item = paths[path] ?? {};
    item[route.method.toLowerCase()] = operation(name, route, info, names);
    paths[path] = item;
  }
  const schemas = names.used();
  return {
    openapi: '3.1.0',
    info: {
      title: info.title,
      version: info.version,
      description: info.description,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: info.server }],
    paths,
    components: { ...(Object.keys(schemas).length === 0 ? {} : { schemas }), securitySchemes: info.security },
  };
}
