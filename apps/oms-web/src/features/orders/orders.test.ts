import { expect, test } from 'vitest';
import { intentWords, openDeadlines } from './orders.ts';

const deadlines = { acknowledgeBy: 1, shipBy: 2, deliverBy: 3 };

test('a deadline is shown for as long as it binds', () => {
  const labels = (status: Parameters<typeof openDeadlines>[0]['status']) =>
    openDeadlines({ status, ...deadlines }).map(({ label }) => label);
  expect(labels('new')).toEqual(['Acknowledge', 'Ship']);
  expect(labels('acknowledged')).toEqual(['Ship']);
  expect(labels('in_progress')).toEqual(['Ship']);
  expect(labels('complete')).toEqual([]);
  expect(labels('cancelled')).toEqual([]);
});

test('a message is told by its kind and how far it got', () => {
  expect(intentWords('ship', 'unknown')).toMatchObject({ text: 'Shipment is being checked', tone: 'warning' });
  expect(intentWords('cancel', 'failed')).toMatchObject({ text: 'Cancellation failed', tone: 'danger' });
});
