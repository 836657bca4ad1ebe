/** Owns the chart of what was sold on each of the last days. */
import type { DaySales, Home } from '@jetway/oms-api';
import { moneyText, Section } from '@jetway/ui';
import { Group, SegmentedControl, Text, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { dayText, heightsOf, type Measure, measureNames, measures } from './home.ts';
import classes from './sales-chart.module.css';

const isMeasure = (value: string): value is Measure => measures.some((measure) => measure === value);

/** The same figures for those who do not see bars. */
function Figures({ days, textOf }: { readonly days: readonly DaySales[]; readonly textOf: (day: DaySales) => string }) {
  return (
    <VisuallyHidden>
      <table>
        <caption>Sales by day</caption>
        <tbody>
          {days.map((day) => (
            <tr key={day.day}>
              <th scope="row">{dayText(day.day)}</th>
              <td>{textOf(day)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </VisuallyHidden>
  );
}

const plural = (count: number, noun: string): string => `${count.toLocaleString()} ${noun}${count === 1 ? '' : 's'}`;

export function SalesChart({ sales }: { readonly sales: Home['sales'] }) {
  const [measure, setMeasure] = useState<Measure>('cents');
  const { days, currency } = sales;
  const heights = heightsOf(days, measure);
  const textOf = ({ cents, orders, units }: Omit<DaySales, 'day' | 'startsAt'>): string =>
    `${moneyText(cents, currency)} · ${plural(orders, 'order')} · ${plural(units, 'unit')}`;
  const sumOf = (part: Measure): number => days.reduce((sum, day) => sum + day[part], 0);
  const [first, last] = [days[0], days.at(-1)];
  return (
    <Section
      title={`Sales of ${days.length} days`}
      actions={
        <SegmentedControl
          size="xs"
          aria-label="What the chart shows"
          value={measure}
          onChange={(value) => isMeasure(value) && setMeasure(value)}
          data={measures.map((value) => ({ value, label: measureNames[value] }))}
        />
      }
    >
      <Text size="sm" mb="sm" className="jw-number">
        {textOf({ cents: sumOf('cents'), orders: sumOf('orders'), units: sumOf('units') })}
      </Text>
      <div className={classes['bars']} aria-hidden>
        {days.map((day, index) => (
          <div key={day.day} className={classes['bar']} title={`${dayText(day.day)}: ${textOf(day)}`}>
            <div className={classes['fill']} style={{ height: `${(heights[index] ?? 0) * 100}%` }} />
          </div>
        ))}
      </div>
      {first !== undefined && last !== undefined && (
        <div className={classes['axis']} aria-hidden>
          <span>{dayText(first.day)}</span>
          <span>{sumOf('orders') === 0 ? 'Nothing was sold yet' : ''}</span>
          <span>Today</span>
        </div>
      )}
      <Group>
        <Figures days={days} textOf={textOf} />
      </Group>
    </Section>
  );
}
