/** The door of tokens. */

export { guardedTokenHandlers, openTokenHandlers, openTokenRoutes } from './tokens.routes.ts';
export { createTokens, type IssuedToken, type TokenSubject, type Tokens } from './tokens.ts';
