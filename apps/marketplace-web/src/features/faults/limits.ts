/** Owns rate limits as a form holds them. */
import { type RateLimit, type RouteClass, routeClasses } from '@jetway/marketplace-api';

export interface LimitValues {
  readonly on: boolean;
  readonly perSecond: number | '';
  readonly burst: number | '';
}

export type LimitsValues = Readonly<Record<RouteClass, LimitValues>>;

export const classWords: Readonly<Record<RouteClass, { readonly name: string; readonly means: string }>> = {
  read: { name: 'Reading', means: 'Orders, SKUs, prices … asked for' },
  write: { name: 'Writing', means: 'SKUs, prices, inventory, acknowledgements, shipments … sent' },
  bulk: { name: 'Files and reports', means: 'Sent and asked for' },
};

const OFF: LimitValues = { on: false, perSecond: 10, burst: 20 };

const valuesOf = (limits: readonly RateLimit[], routeClass: RouteClass): LimitValues => {
  const limit = limits.find((one) => one.routeClass === routeClass);
  return limit === undefined ? OFF : { on: true, perSecond: limit.perSecond, burst: limit.burst };
};

export const limitsValues = (limits: readonly RateLimit[]): LimitsValues => ({
  read: valuesOf(limits, 'read'),
  write: valuesOf(limits, 'write'),
  bulk: valuesOf(limits, 'bulk'),
});

/** The limits that are on; undefined while one of them is not whole. */
export function limitsOf(values: LimitsValues): RateLimit[] | undefined {
  const limits: RateLimit[] = [];
  for (const routeClass of routeClasses) {
    const { on, perSecond, burst } = values[routeClass];
    if (!on) continue;
    if (perSecond === '' || burst === '' || perSecond <= 0 || burst < 1) return undefined;
    limits.push({ routeClass, perSecond, burst });
  }
  return limits;
}

/** Whether the values say something else than the limits. */
export function isChanged(values: LimitsValues, limits: readonly RateLimit[]): boolean {
  const before = limitsValues(limits);
  return routeClasses.some((routeClass) => {
    const [a, b] = [values[routeClass], before[routeClass]];
    return a.on !== b.on || (a.on && (a.perSecond !== b.perSecond || a.burst !== b.burst));
  });
}
