/** Owns the OpenAPI 3.1 document that follows from a contract. */
import type { TSchema } from 'typebox';
import type { Route, RouteTable } from './route.ts';

export interface OpenApiInfo {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  /** Prefix of the API, for instance `/api`. */
  readonly server: string;
  /** Security scheme by principal kind (the `auth` of the routes). */
  readonly security: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
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

/** A plain JSON copy: what a schema library attaches beside the schema itself is dropped. */
const plain = (schema: TSchema): unknown => JSON.parse(JSON.stringify(schema)) as unknown;

function parameters(place: 'path' | 'query', schema: TSchema | undefined): unknown[] {
  if (schema === undefined) return [];
  const object = plain(schema) as { properties?: Record<string, unknown>; required?: string[] };
  return Object.entries(object.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (object.required ?? []).includes(name),
    schema: property,
  }));
}

function operation(operationId: string, route: Route): unknown {
  const replies = Object.entries(route.replies).map(([status, schema]) => [
    status,
    {
      description: REASONS[Number(status)] ?? `Status ${status}`,
      ...(schema === null ? {} : { content: { 'application/json': { schema: plain(schema) } } }),
    },
  ]);
  const examples = Object.entries(route.examples ?? {}).map(([name, value]) => [name, { value }]);
  return {
    operationId,
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    ...(route.tags === undefined ? {} : { tags: route.tags }),
    security: route.auth === null ? [] : [{ [route.auth]: [] }],
    parameters: [...parameters('path', route.params), ...parameters('query', route.query)],
    ...(route.body === undefined
      ? {}
      : {
          requestBody: {
            required: route.bodyOptional !== true,
            content: {
              'application/json': {
                schema: plain(route.body),
                ...(examples.length === 0 ? {} : { examples: Object.fromEntries(examples) as unknown }),
              },
            },
          },
        }),
    responses: Object.fromEntries(replies) as unknown,
    ...(route.roles === undefined ? {} : { 'x-roles': route.roles }),
    ...(route.codes === undefined ? {} : { 'x-codes': route.codes }),
  };
}

export function openApi(routes: RouteTable, info: OpenApiInfo): OpenApiDocument {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, route] of Object.entries(routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    const item = paths[path] ?? {};
    item[route.method.toLowerCase()] = operation(name, route);
    paths[path] = item;
  }
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
    components: { securitySchemes: info.security },
  };
}
