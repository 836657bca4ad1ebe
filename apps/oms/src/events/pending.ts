/** Owns what a slow page has not been told yet: few events, however much happens. */
import type { LiveEvent } from '@jetway/oms-api';

/** More single things of one topic than this become "several of them". */
const MOST_PER_TOPIC = 20;

/** Adds an event to those not sent yet: the same one once, and many of a topic as one without id. */
export function mergeEvent(pending: readonly LiveEvent[], event: LiveEvent): readonly LiveEvent[] {
  const ofTopic = pending.filter(({ topic }) => topic === event.topic);
  if (ofTopic.some(({ id }) => id === null || id === event.id)) return pending;
  if (event.id !== null && ofTopic.length < MOST_PER_TOPIC) return [...pending, event];
  return [...pending.filter(({ topic }) => topic !== event.topic), { topic: event.topic, id: null }];
}
