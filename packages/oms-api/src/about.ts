/** Owns the part of the OMS API that tells about the server, and the shape of its live events. */
import { defineRoutes } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { At, Id, nullable } from './shapes.ts';

export const About = Type.Object({
  name: Type.String(),
  version: Type.String(),
  /** Name of this installation, shown to people. */
  instance: nullable(Type.String()),
  now: At,
});

export const aboutRoutes = defineRoutes({
  getAbout: {
    method: 'GET',
    path: '/about',
    summary: 'Name, version and time of the server',
    tags: ['about'],
    auth: null,
    replies: { 200: About },
  },
});

export const liveTopics = ['orders', 'inventory', 'problems', 'sync', 'connections', 'carriers'] as const;

/**
 * One server-sent event of `GET /events` (text/event-stream): something of this kind changed; ask for it again.
 * The stream itself is no JSON route; its address is {@link eventsPath} under the API's prefix.
 */
export const LiveEvent = Type.Object({ topic: Type.Enum([...liveTopics]), id: nullable(Id) });
export type LiveEvent = Static<typeof LiveEvent>;
export const eventsPath = '/events';
