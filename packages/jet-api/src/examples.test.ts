import type { RouteTable } from '@jetway/http-contract';
import { describe, expect, test } from 'vitest';
import { acknowledgeMessageErrors } from './acknowledge-rules.ts';
import { changed, checkerOf } from './checking.test-support.ts';
import { jetExamples } from './examples.ts';
import { completeReturnMessageErrors, refundMessageErrors } from './return-rules.ts';
import { jetRoutes } from './routes.ts';
import { shipMessageErrors } from './ship-rules.ts';
import { shippingExceptionMessageErrors } from './shipping-exception-rules.ts';
import { skuMessageErrors } from './sku-rules.ts';

const routes: RouteTable = jetRoutes;
const requests = jetExamples.filter((example) => example.kind === 'request');
const replies = jetExamples.filter((example) => example.kind === 'reply');

/** The rules of the operations whose messages have any. The casts are sound: the schema was checked before. */
const rules: Readonly<Record<string, (body: never) => string[]>> = {
  putSku: (body) => skuMessageErrors(body, { isSuggestedTaxCode: () => false }),
  putSkuV2: (body) => skuMessageErrors(body, { isSuggestedTaxCode: () => false }),
  shipOrder: shipMessageErrors,
  acknowledgeOrder: acknowledgeMessageErrors,
  completeReturn: completeReturnMessageErrors,
  createRefund: refundMessageErrors,
  putShippingException: shippingExceptionMessageErrors,
};

describe('documented examples', () => {
  test('all that the pages print are here', () => {
    expect(requests).toHaveLength(40);
    expect(replies).toHaveLength(43);
  });

  test.each(requests.map((example) => [example.route, example.name, example] as const))(
    'request %s "%s" is accepted by schema and rules',
    (route, _, { body }) => {
      const schema = routes[route]?.body;
      expect(schema).toBeDefined();
      if (schema === undefined) return;
      expect(checkerOf(schema)(body)).toEqual([]);
      expect(rules[route]?.(body as never) ?? []).toEqual([]);
    },
  );

  test.each(replies.map((example) => [example.route, example.name, example] as const))(
    'reply %s "%s" has the declared form, but for what it lacks',
    (route, _, { status, body, lacks = [] }) => {
      const schema = routes[route]?.replies[status];
      expect(schema).toBeTruthy();
      if (schema === undefined || schema === null) return;
      const missing = lacks.map((name) => `Required property is missing. Path: /${name}`);
      expect(checkerOf(schema)(body)).toEqual(missing);
    },
  );

  test('the printed order is whole once its empty shipments are added', () => {
    const order = replies.find((example) => example.route === 'getOrder');
    expect(checkerOf(jetRoutes.getOrder.replies[200])(changed(order?.body, ['shipments'], []))).toEqual([]);
  });

  test('every property of a printed reply is declared by its schema', () => {
    for (const { route, status, body } of replies) {
      const schema = routes[route]?.replies[status];
      expect(undeclared(schema, body, route), route).toEqual([]);
    }
  });

  test('routes show the examples of their requests', () => {
    for (const { route, name, body } of requests) expect(routes[route]?.examples?.[name]).toEqual(body);
  });
});

/** Paths of a value that a schema does not declare; a serialiser would drop them silently. */
function undeclared(schema: unknown, value: unknown, path: string): string[] {
  const { anyOf } = schema as { anyOf?: readonly unknown[] };
  if (anyOf !== undefined)
    return anyOf.map((one) => undeclared(one, value, path)).reduce((a, b) => (b.length < a.length ? b : a));
  const { properties, items } = schema as { properties?: Record<string, unknown>; items?: unknown };
  if (Array.isArray(value)) return value.flatMap((one, index) => undeclared(items ?? {}, one, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) =>
    properties?.[name] === undefined ? [`${path}/${name}`] : undeclared(properties[name], one, `${path}/${name}`),
  );
}
