import { openApi, type RouteTable } from '@jetway/http-contract';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { AcknowledgeMessage } from './acknowledge.ts';
import type { OrderReply } from './order-detail.ts';
import { jetOpenApiInfo, jetRoutes } from './routes.ts';

const routes: RouteTable = jetRoutes;

/** Every schema inside a schema, itself included. */
function* schemasIn(value: unknown): Generator<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value as Record<string, unknown>;
  for (const inner of Object.values(value)) yield* schemasIn(inner);
}

describe('the route table', () => {
  test('has the operations of the merchant API at their documented addresses', () => {
    expect(Object.entries(routes).map(([name, { method, path }]) => `${name} ${method} ${path}`)).toEqual([
      'getToken POST /token',
      'checkAuthorization GET /authcheck',
      'putSku PUT /merchant-skus/:sku',
      'getSku GET /merchant-skus/:sku',
      'putSkuV2 PUT /merchant-skus/:sku/v2',
      'putSkuImages PUT /merchant-skus/:sku/image',
      'listSkus GET /merchant-skus',
      'listSkusByStatus GET /merchant-skus/bystatus/:status/:from/:count',
      'listPortalSkus GET /portal/merchantskus',
      'putPrice PUT /merchant-skus/:sku/price',
      'getPrice GET /merchant-skus/:sku/price',
      'putInventory PUT /merchant-skus/:sku/inventory',
      'patchInventory PATCH /merchant-skus/:sku/inventory',
      'getInventory GET /merchant-skus/:sku/inventory',
      'archiveSku PUT /merchant-skus/:sku/status/archive',
      'putVariation PUT /merchant-skus/:sku/variation',
      'getVariation GET /merchant-skus/:sku/variation',
      'putShippingException PUT /merchant-skus/:sku/shippingexception',
      'getShippingException GET /merchant-skus/:sku/shippingexception',
      'putReturnsException PUT /merchant-skus/:sku/returnsexception',
      'getReturnsException GET /merchant-skus/:sku/returnsexception',
      'listFulfillmentNodes GET /fulfillment-nodes',
      'getFulfillmentNode GET /fulfillment-nodes/:nodeId',
      'listFulfillmentNodesOfMerchant GET /fulfillmentnodesbymerchantid',
      'listSetupFulfillmentNodes GET /setup/fulfillmentNodes',
      'listSetupReturnsLocations GET /setup/returnsLocations',
      'getMerchantSetupStatus GET /portal/merchantsetupstatus',
      'getUploadToken GET /files/uploadToken',
      'postUploadedFile POST /files/uploaded',
      'getFile GET /files/:jet_file_id',
      'listOrders GET /orders/:status',
      'getOrder GET /orders/withoutShipmentDetail/:orderId',
      'acknowledgeOrder PUT /orders/:orderId/acknowledge',
      'tagOrder PUT /orders/:orderId/tag',
      'listTaggedOrders GET /orders/:status/:tag/:tagged',
      'generateOrders POST /orders/generate/:count',
      'listDirectedCancels GET /orders/directedCancel',
      'shipOrder PUT /orders/:orderId/shipped',
      'listReturns GET /returns/:status',
      'getReturn GET /returns/state/:returnId',
      'getReturnByPrintedLink GET /return/state/:returnId',
      'completeReturn PUT /returns/:returnId/complete',
      'generateReturn GET /returns/generate/:orderId',
      'createRefund POST /refunds/:orderId/:altRefundId',
      'getRefund GET /refunds/state/:refundId',
      'listRefunds GET /refunds/:statusOrId',
      'createReport POST /reports/:reportType',
      'getReportState GET /reports/state/:reportId',
      'getSalesData GET /merchant-skus/:sku/salesdata',
      'listSettlements GET /settlement/:days',
      'getSettlement GET /settlement/report/:settlementId',
      'listTaxonomyLinks GET /taxonomy/links/:version',
      'getTaxonomyNode GET /taxonomy/nodes/:nodeId',
      'listNodeAttributes GET /taxonomy/nodes/:nodeId/attributes',
    ]);
  });

  test.each(Object.entries(routes))(
    '%s declares every parameter of its path, and a 401 when it asks for a token',
    (_, route) => {
      const named = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]);
      const schema = route.params as { properties?: object } | undefined;
      expect(Object.keys(schema?.properties ?? {})).toEqual(named);
      expect(route.auth === null || 401 in route.replies).toBe(true);
    },
  );

  test('every array is bounded, and no number is held to multiples of a cent', () => {
    for (const [name, { params, query, body, replies }] of Object.entries(routes))
      for (const schema of schemasIn([params, query, body, replies])) {
        if (schema['type'] === 'array')
          expect(schema['maxItems'], `${name} ${JSON.stringify(schema)}`).toBeTypeOf('number');
        expect(schema['multipleOf'], name).toBeUndefined();
      }
  });

  test('gives an OpenAPI document with every operation', () => {
    const document = openApi(routes, jetOpenApiInfo);
    expect(Object.keys(document['paths'] as object)).toHaveLength(
      new Set(Object.values(routes).map(({ path }) => path)).size,
    );
    expect(JSON.stringify(document)).toContain('"bearerFormat":"JWT"');
  });

  test('types follow from the schemas: known values, and room for others', () => {
    expectTypeOf<AcknowledgeMessage['acknowledgement_status']>().toExtend<string>();
    expectTypeOf<'accepted'>().toExtend<AcknowledgeMessage['acknowledgement_status']>();
    expectTypeOf<string>().toExtend<OrderReply['status']>();
    expectTypeOf<OrderReply['order_items'][number]['request_order_quantity']>().toEqualTypeOf<number>();
  });
});
