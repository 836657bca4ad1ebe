/** Owns the generated documents of the API as lists of operations, for tests that may forget none. */
import { readFileSync } from 'node:fs';

/** As much of JSON Schema as the documents use. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly jetEnum?: { readonly values: readonly string[]; readonly alsoAccept?: readonly string[] };
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly $ref?: string;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly schema: Schema;
}

export interface Operation {
  readonly id: string;
  /** In capitals. */
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
  readonly needsSignIn: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
  readonly needsBody: boolean;
  readonly statuses: readonly number[];
}

/** An answer with a body, and what the document prints of it. */
export interface Reply {
  readonly id: string;
  readonly status: number;
  readonly schema: Schema;
  readonly examples: readonly (readonly [name: string, value: unknown])[];
}

interface Content {
  readonly content?: Readonly<
    Record<
      string,
      { readonly schema: Schema; readonly examples?: Readonly<Record<string, { readonly value: unknown }>> }
    >
  >;
}

interface Document {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly operationId: string;
            readonly security: readonly unknown[];
            readonly parameters?: readonly Parameter[];
            readonly requestBody?: Content & { readonly required?: boolean };
            readonly responses: Readonly<Record<string, Content>>;
          }
        >
      >
    >
  >;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

/** A document as it is checked in. */
export function readContract(name: 'jet' | 'operator'): {
  readonly operations: readonly Operation[];
  readonly replies: readonly Reply[];
  /** What a schema's reference names, or the schema itself. */
  readonly resolve: (schema: Schema) => Schema;
} {
  const file = new URL(`../../../docs/openapi/${name}.json`, import.meta.url);
  const document = JSON.parse(readFileSync(file, 'utf8')) as Document;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: operation.operationId,
      method: method.toUpperCase(),
      path,
      needsSignIn: operation.security.length > 0,
      parameters: operation.parameters ?? [],
      body: operation.requestBody?.content?.['application/json']?.schema,
      needsBody: operation.requestBody?.required === true,
      statuses: Object.keys(operation.responses).map(Number),
    })),
  );
  const replies = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).flatMap(({ operationId: id, responses }) =>
      Object.entries(responses).flatMap(([status, { content }]) => {
        const body = content?.['application/json'];
        if (body === undefined) return [];
        const examples = Object.entries(body.examples ?? {}).map(([name, { value }]) => [name, value] as const);
        return [{ id, status: Number(status), schema: body.schema, examples }];
      }),
    ),
  );
  const resolve = (schema: Schema): Schema => {
    if (schema.$ref === undefined) return schema;
    const found = document.components?.schemas?.[schema.$ref.replace('#/components/schemas/', '')];
    if (found === undefined) throw new Error(`the document has no ${schema.$ref}`);
    return resolve(found);
  };
  return { operations, replies, resolve };
}

/** A path with its parameters filled in, percent-encoded. */
export const fillPath = (path: string, params: Readonly<Record<string, string>>): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${path}: no value for ${name}`);
    return encodeURIComponent(value);
  });
