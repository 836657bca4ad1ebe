/** Owns what ends a story before its end: an answer that it does not want, one that nobody declared, or none at all. */
import { type Transport, UnexpectedReplyError } from '@jetway/http-contract';
import { ScenarioStoppedError } from './scenario.ts';

const MOST_LETTERS = 1000;

/** Carries requests of a story: one that gets no answer ends it. */
export const noAnswerAsStop =
  (transport: Transport): Transport =>
  async (request) => {
    try {
      return await transport(request);
    } catch (error) {
      const { pathname } = new URL(request.url);
      throw new ScenarioStoppedError(`no answer to ${request.method} ${pathname}`, { cause: error });
    }
  };

/** Why the story ended; undefined for what is a fault of our own. */
export function stopText(error: unknown): string | undefined {
  if (error instanceof ScenarioStoppedError) return error.message;
  if (!(error instanceof UnexpectedReplyError)) return undefined;
  const { status, text } = error.response;
  return `${error.operation}: answered ${status} ${text}`.trim().slice(0, MOST_LETTERS);
}
