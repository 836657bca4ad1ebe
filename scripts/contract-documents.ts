/** Owns the documents that follow from the contracts: OpenAPI of each API, and the refusal codes of our own. */
import { type OpenApiInfo, openApi, type RouteTable } from '@jetway/http-contract';
import { jetOpenApiInfo, jetRoutes } from '@jetway/jet-api';
import { operatorOpenApiInfo, operatorRoutes } from '@jetway/marketplace-api';
import { omsOpenApiInfo, omsRoutes } from '@jetway/oms-api';

export interface Document {
  /** Relative to the root of the repository. */
  readonly path: string;
  readonly text: string;
}

interface Api {
  readonly name: string;
  readonly routes: RouteTable;
  readonly info: OpenApiInfo;
  /** Our own APIs refuse with codes; Jet's speaks in texts alone. */
  readonly own: boolean;
}

const apis: readonly Api[] = [
  { name: 'jet', routes: jetRoutes, info: jetOpenApiInfo, own: false },
  { name: 'operator', routes: operatorRoutes, info: operatorOpenApiInfo, own: true },
  { name: 'oms', routes: omsRoutes, info: omsOpenApiInfo, own: true },
];

const refusals = (replies: object): string =>
  Object.keys(replies)
    .filter((status) => Number(status) >= 400)
    .join(', ');

/** A page that lists, for each route of an API, the statuses and codes it can refuse with. */
export const errorPage = (routes: RouteTable, info: OpenApiInfo): string => {
  const rows = Object.entries(routes).map(([name, route]) => {
    const codes = (route.codes ?? []).map((code) => `\`${code}\``).join(', ');
    return `| \`${route.method} ${info.server}${route.path}\` | ${name} | ${refusals(route.replies)} | ${codes} |`;
  });
  return [
    `# Refusals of the ${info.title}`,
    '',
    'Generated from the contract: do not edit. A refusal is a problem document (RFC 9457) with one of these codes.',
    '',
    '| Route | Name | Statuses | Codes |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
};

/** All documents, as they must stand in the repository. */
export const contractDocuments = (): readonly Document[] =>
  apis.flatMap(({ name, routes, info, own }) => [
    { path: `docs/openapi/${name}.json`, text: `${JSON.stringify(openApi(routes, info), null, 2)}\n` },
    ...(own ? [{ path: `docs/errors/${name}.md`, text: errorPage(routes, info) }] : []),
  ]);
