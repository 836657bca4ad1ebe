/** Owns what the tests of the contracts know of SKUs: their data, offers, variations, exceptions, sales. */
import type { RouteInput } from '@jetway/http-contract';
import { jetRoutes } from '@jetway/jet-api';
import { type AccountWithNodes, aSku } from '../builders.ts';
import {
  type JetForeign,
  type JetRoutes,
  type JetSamples,
  listWalk,
  nothing,
  type OperatorSamples,
  type OperatorWalker,
  ofAccount,
  pair,
  TOO_LONG,
  type Walk,
} from './part.ts';
import type { At } from './world.ts';

const IMAGES = { swatch_image_url: 'https://images.example/swatch.png' };
const priceOf = (account: AccountWithNodes) => ({
  price: 1,
  fulfillment_nodes: [{ fulfillment_node_id: account.nodeId, fulfillment_node_price: 2 }],
});
const inventoryOf = (account: AccountWithNodes) => ({
  fulfillment_nodes: [{ fulfillment_node_id: account.nodeId, quantity: 3 }],
});
const exceptionOf = (account: AccountWithNodes) => ({
  fulfillment_nodes: [
    {
      fulfillment_node_id: account.nodeId,
      shipping_exceptions: [{ shipping_method: 'Freight', shipping_exception_type: 'exclusive' as const }],
    },
  ],
});
const variationOf = (child: string) => ({
  relationship: 'Variation' as const,
  variation_refinements: [12],
  children_skus: [child],
});
/** Uploads whose category says what each attribute is. */
const shoe = jetRoutes.putSkuV2.examples['All fields'];
const aNewSku = aSku();
const aVariant = aSku({ attributes_node_specific: [{ attribute_id: 12, attribute_value: 'dots' }] });

export const jetSkus = (at: At) => {
  const ofSku = () => ({ params: { sku: at().sku } });
  return {
    samples: {
      putSku: () => ({
        ...ofSku(),
        body: jetRoutes.putSku.examples['All fields'] as RouteInput<JetRoutes['putSku']>['body'],
      }),
      getSku: ofSku,
      putSkuV2: () => ({ ...ofSku(), body: shoe as RouteInput<JetRoutes['putSkuV2']>['body'] }),
      putSkuImages: () => ({ ...ofSku(), body: IMAGES }),
      listSkus: nothing,
      listSkusByStatus: () => ({ params: { status: 'Archived', from: 0, count: 1 } }),
      listPortalSkus: nothing,
      putPrice: () => ({ ...ofSku(), body: priceOf(at().mine) }),
      getPrice: ofSku,
      putInventory: () => ({ ...ofSku(), body: inventoryOf(at().mine) }),
      patchInventory: () => ({ ...ofSku(), body: inventoryOf(at().mine) }),
      getInventory: ofSku,
      putVariation: () => ({ ...ofSku(), body: variationOf('a child') }),
      getVariation: ofSku,
      putShippingException: () => ({ ...ofSku(), body: exceptionOf(at().mine) }),
      getShippingException: ofSku,
      putReturnsException: () => ({ ...ofSku(), body: { time_to_return: 5 } }),
      getReturnsException: ofSku,
      archiveSku: () => ({ ...ofSku(), body: { is_archived: false } }),
      getSalesData: ofSku,
    } satisfies JetSamples,
    foreign: foreignSkus(at),
    walk: (): Walk => [...dataWalk(at), ...offerWalk(at), ...relationWalk(at)],
  };
};

const foreignSkus = (at: At) => {
  const foreign = <More extends object>(more: () => More) => pair('sku', () => at().theirSku, more);
  return {
    getSku: foreign(nothing),
    putSkuImages: foreign(() => ({ body: IMAGES })),
    putPrice: foreign(() => ({ body: { price: 1 } })),
    getPrice: foreign(nothing),
    putInventory: foreign(() => ({ body: {} })),
    patchInventory: foreign(() => ({ body: {} })),
    getInventory: foreign(nothing),
    putVariation: foreign(() => ({ body: variationOf('a child') })),
    getVariation: foreign(nothing),
    putShippingException: foreign(() => ({ body: {} })),
    getShippingException: foreign(nothing),
    putReturnsException: foreign(() => ({ body: {} })),
    getReturnsException: foreign(nothing),
    archiveSku: foreign(() => ({ body: { is_archived: true } })),
    getSalesData: foreign(nothing),
  } satisfies JetForeign;
};

function dataWalk(at: At): Walk {
  const { sku } = at();
  return [
    ['PUT', `/merchant-skus/${sku}`, aNewSku],
    ['PUT', `/merchant-skus/${sku}`, {}],
    ['PUT', `/merchant-skus/shoe/v2`, shoe],
    ['PUT', `/merchant-skus/shoe/v2`, {}],
    ['PUT', `/merchant-skus/${sku}/image`, IMAGES],
    ['PUT', `/merchant-skus/${sku}/image`, { main_image_url: 'none' }],
    ['PUT', '/merchant-skus/nowhere/image', IMAGES],
    ['GET', '/merchant-skus'],
    ['GET', '/merchant-skus?offset=-1'],
    ['GET', '/merchant-skus?sku=nowhere'],
    ['GET', '/merchant-skus/bystatus/archived/0/1'],
    ['GET', '/merchant-skus/bystatus/nonsense/0/1'],
    ['GET', '/portal/merchantskus'],
    ['GET', '/portal/merchantskus?statuses=nonsense'],
    ...['', '/price', '/inventory', '/salesdata'].flatMap(
      (what): Walk => [
        ['GET', `/merchant-skus/${sku}${what}`],
        ['GET', `/merchant-skus/nowhere${what}`],
        ['GET', `/merchant-skus/${TOO_LONG}${what}`],
      ],
    ),
  ];
}

function offerWalk(at: At): Walk {
  const { sku, mine, theirs } = at();
  return [
    ...[sku, 'nowhere'].flatMap(
      (id): Walk => [
        ['PUT', `/merchant-skus/${id}/price`, { price: 1 }],
        ['PUT', `/merchant-skus/${id}/inventory`, inventoryOf(mine)],
        ['PATCH', `/merchant-skus/${id}/inventory`, inventoryOf(mine)],
        ['PUT', `/merchant-skus/${id}/status/archive`, { is_archived: false }],
      ],
    ),
    ['PUT', `/merchant-skus/${sku}/price`, {}],
    ['PUT', `/merchant-skus/${sku}/status/archive`, {}],
    ['PUT', `/merchant-skus/${sku}/inventory`, inventoryOf(theirs)],
    ['PATCH', `/merchant-skus/${sku}/inventory`, inventoryOf(theirs)],
  ];
}

function relationWalk(at: At): Walk {
  const { mine, theirs } = at();
  return [
    ...['parent', 'child'].map((id) => ['PUT', `/merchant-skus/walked-${id}`, aVariant] as const),
    ...['walked-parent', 'nowhere'].flatMap(
      (id): Walk => [
        ['PUT', `/merchant-skus/${id}/variation`, variationOf('walked-child')],
        ['PUT', `/merchant-skus/${id}/variation`, {}],
        ['PUT', `/merchant-skus/${id}/shippingexception`, exceptionOf(mine)],
        ['PUT', `/merchant-skus/${id}/shippingexception`, exceptionOf(theirs)],
        ['PUT', `/merchant-skus/${id}/returnsexception`, {}],
        ['PUT', `/merchant-skus/${id}/returnsexception`, { time_to_return: 31 }],
      ],
    ),
    ...['walked-parent', 'nowhere', TOO_LONG].flatMap((id) =>
      ['variation', 'shippingexception', 'returnsexception'].map(
        (what) => ['GET', `/merchant-skus/${id}/${what}`] as const,
      ),
    ),
  ];
}

export const operatorSkus = (at: At) => ({
  samples: {
    listSkus: ofAccount(at),
    listVariationGroups: () => ({ params: { ...ofAccount(at)().params, sku: at().sku } }),
  } satisfies OperatorSamples,
  walk: (() => {
    const { mine, sku } = at();
    return {
      walk: [
        ...listWalk(at, 'skus'),
        ...[mine.accountId, 'nowhere'].flatMap(
          (id): Walk => [
            ['GET', `/accounts/${id}/skus/${sku}/variations`],
            ['GET', `/accounts/${id}/skus/${TOO_LONG}/variations`],
          ],
        ),
      ],
    };
  }) satisfies OperatorWalker,
});
