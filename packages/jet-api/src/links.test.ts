import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  orderIdOfLink,
  orderLink,
  refundIdOfLink,
  refundLink,
  returnIdOfLink,
  returnLink,
  skuLink,
  skuOfLink,
} from './links.ts';

describe('links', () => {
  test('have the printed forms', () => {
    expect(skuLink('merchant-sku-01')).toBe('merchant-skus/merchant-sku-01');
    expect(orderLink('57e542a613fa42d8b6e8362dbd5911f5')).toBe(
      '/orders/withoutShipmentDetail/57e542a613fa42d8b6e8362dbd5911f5',
    );
  });

  test('returns are read at both addresses that are printed, refunds at the printed link and at their own', () => {
    expect(returnLink('57e5')).toBe('/returns/state/57e5');
    for (const link of [
      '/return/state/57e5',
      '/returns/state/57e5',
      'https://merchant.example/api/Returns/State/57e5/',
    ])
      expect(returnIdOfLink(link)).toBe('57e5');
    expect(refundLink('1289076123041324')).toBe('refunds/1289076123041324');
    for (const link of ['refunds/12', '/refunds/state/12', 'https://merchant.example/api/refunds/12'])
      expect(refundIdOfLink(link)).toBe('12');
    expect([returnIdOfLink('/returns/created'), refundIdOfLink('12')]).toEqual([undefined, undefined]);
  });

  test('any SKU id survives, slashes and letters outside ASCII included', () => {
    expect(skuLink('test/special*characters')).toBe('merchant-skus/test%2Fspecial*characters');
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (sku) => skuOfLink(skuLink(sku)) === sku));
  });

  test.each([
    '/orders/withoutShipmentDetail/abc',
    'orders/withoutshipmentdetail/abc/',
    'https://merchant.example/api/orders/withoutShipmentDetail/abc',
  ])('the order id is read out of %s', (link) => {
    expect(orderIdOfLink(link)).toBe('abc');
  });

  test.each(['', 'abc', '/orders/ready', '/orders/withoutShipmentDetail/', '/orders/withoutShipmentDetail/%E0%A4%A'])(
    '%j is no link to an order',
    (link) => {
      expect(orderIdOfLink(link)).toBeUndefined();
    },
  );
});
