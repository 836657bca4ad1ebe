/** Owns reading a body: as UTF-8 JSON, not nested without end, with the framework's own parser guarding prototypes. */
import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BadBodyError, BODY_TEXTS } from './failures.ts';
import { stateOf } from './request-state.ts';
import { MAX_BODY_DEPTH, mayBeUnsound, nestsDeeperThan } from './sound-text.ts';

/** Replaces the parsers of a scope: JSON types, or every type. An empty body counts as none. */
export function readBodiesAsJson(scope: FastifyInstance, anyContentType: boolean): void {
  const parseJson = scope.getDefaultJsonParser('error', 'error');
  const read = (request: FastifyRequest, body: Buffer, done: (error: Error | null, value?: unknown) => void): void => {
    const text = textOf(body);
    if (text instanceof BadBodyError) done(text);
    else if (text === undefined) done(null, undefined);
    else {
      const state = stateOf(request);
      state.bodyText = text;
      state.bodyBytes = body.length;
      state.maybeUnsound = mayBeUnsound(text);
      void parseJson(request, text, done);
    }
  };
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, read);
  if (anyContentType) scope.addContentTypeParser('*', { parseAs: 'buffer' }, read);
  else scope.addContentTypeParser(/^application\/[\w.-]+\+json(;|$)/, { parseAs: 'buffer' }, read);
}

/** The body's text; undefined when it is empty or blank. */
function textOf(body: Buffer): string | undefined | BadBodyError {
  if (!isUtf8(body)) return new BadBodyError(BODY_TEXTS.notUtf8);
  const text = body.toString('utf8');
  if (text.trim() === '') return undefined;
  if (nestsDeeperThan(text, MAX_BODY_DEPTH)) return new BadBodyError(BODY_TEXTS.tooDeep);
  return text;
}
