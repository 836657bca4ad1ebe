import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bucketOf, limitHeaders, routeClassOf, waitUs } from './rate-limits.ts';

test.each([
  ['GET', '/orders/:status', 'read'],
  ['PUT', '/orders/:orderId/shipped', 'write'],
  ['PATCH', '/merchant-skus/:sku/inventory', 'write'],
  ['POST', '/refunds/:orderId/:altRefundId', 'write'],
  ['GET', '/files/uploadToken', 'bulk'],
  ['POST', '/files/uploaded', 'bulk'],
  ['POST', '/reports/:type', 'bulk'],
  ['GET', '/reports/state/:id', 'bulk'],
] as const)('%s %s is one of the %s', (method, path, routeClass) => {
  expect(routeClassOf({ method, path })).toBe(routeClass);
});

describe('what callers are told', () => {
  const limit = { perSecond: 2, burst: 5 };
  const now = 1_000_000_000;

  test('a full bucket: everything remains, and there is nothing to wait for', () => {
    expect(limitHeaders(limit, now - 1, now, false)).toEqual({
      'ratelimit-limit': '5',
      'ratelimit-remaining': '5',
      'ratelimit-reset': '0',
    });
  });

  test('a bucket used in part: what remains, and when it is full again', () => {
    expect(limitHeaders(limit, now + 1_500_000, now, false)).toMatchObject({
      'ratelimit-remaining': '2',
      'ratelimit-reset': '2',
    });
  });

  test('an empty one: when to come again, at least a second', () => {
    expect(limitHeaders(limit, now + 2_500_000, now, true)).toEqual({
      'ratelimit-limit': '5',
      'ratelimit-remaining': '0',
      'ratelimit-reset': '3',
      'retry-after': '1',
    });
    const slow = { perSecond: 0.1, burst: 1 };
    expect(limitHeaders(slow, now + 9_500_000, now, true)['retry-after']).toBe('10');
  });

  test('whoever waits as long as he is told gets through', () => {
    const perSecond = fc.double({ min: 0.01, max: 1_000, noNaN: true });
    fc.assert(
      fc.property(perSecond, fc.integer({ min: 1, max: 50 }), fc.nat(10_000_000), (rate, burst, aheadUs) => {
        const bucket = bucketOf({ perSecond: rate, burst });
        const fullAt = now + Math.min(aheadUs, bucket.wholeUs);
        const at = now + waitUs(bucket, fullAt, now);
        expect(Math.max(fullAt, at) + bucket.shareUs).toBeLessThanOrEqual(at + bucket.wholeUs);
      }),
    );
  });
});
