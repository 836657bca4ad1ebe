import { HOUR_MS, MINUTE_MS } from '@jetway/kernel';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastDays } from './days.ts';

const zones = ['UTC', 'America/New_York', 'America/Sao_Paulo', 'Asia/Kolkata', 'Pacific/Apia', 'Australia/Lord_Howe'];

const dayIn = (timeZone: string, at: number): string => new Intl.DateTimeFormat('en-CA', { timeZone }).format(at);

describe('lastDays', () => {
  test('every day begins at its first minute, in every zone and season', () => {
    const instants = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2035, 0) });
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (zone, now) => {
        const { days, endsAt } = lastDays(zone, now, 3);
        expect(days.at(-1)?.day).toBe(dayIn(zone, now));
        expect(now).toBeLessThan(endsAt);
        expect(days.at(-1)?.startsAt).toBeLessThanOrEqual(now);
        for (const { day, startsAt } of days) {
          expect(dayIn(zone, startsAt) >= day).toBe(true);
          expect(dayIn(zone, startsAt - MINUTE_MS) < day).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a day has 23 hours when clocks are put forward, 25 when they are put back', () => {
    const hours = (now: number) => {
      const { days, endsAt } = lastDays('America/New_York', now, 1);
      return (endsAt - (days[0]?.startsAt ?? 0)) / HOUR_MS;
    };
    expect(hours(Date.UTC(2026, 2, 8, 17))).toBe(23);
    expect(hours(Date.UTC(2026, 10, 1, 17))).toBe(25);
    expect(hours(Date.UTC(2026, 6, 1, 17))).toBe(24);
  });

  test('a midnight that was skipped, and a day that never was', () => {
    const saoPaulo = lastDays('America/Sao_Paulo', Date.UTC(2018, 10, 4, 12), 1);
    expect(new Date(saoPaulo.days[0]?.startsAt ?? 0).toISOString()).toBe('2018-11-04T03:00:00.000Z');
    const samoa = lastDays('Pacific/Apia', Date.UTC(2011, 11, 30, 22), 3).days;
    expect(samoa.map(({ day, startsAt }) => [day, new Date(startsAt).toISOString()])).toEqual([
      ['2011-12-29', '2011-12-29T10:00:00.000Z'],
      ['2011-12-30', '2011-12-30T10:00:00.000Z'],
      ['2011-12-31', '2011-12-30T10:00:00.000Z'],
    ]);
  });
});
