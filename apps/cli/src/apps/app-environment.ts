/** Owns what an app's process is started with beside its flags: the environment, and how Node behaves. */

/** Early releases of Node 24 warn of features that have settled since. */
export const quietNode = '--disable-warning=ExperimentalWarning';

/** Where the command line's own requests go; an app refuses to start with variables it does not know. */
const forTheCommandLine = ['JETWAY_OMS_URL', 'JETWAY_OMS_KEY', 'JETWAY_MARKETPLACE_URL', 'JETWAY_MARKETPLACE_KEY'];

/** The environment of an app: `env` without the command line's own variables, and `more` on top. */
export const appEnvironment = (
  env: Readonly<Record<string, string | undefined>>,
  more: Readonly<Record<string, string>> = {},
): Record<string, string | undefined> => {
  const kept = Object.entries(env).filter(([name]) => !forTheCommandLine.includes(name));
  return { ...Object.fromEntries(kept), ...more };
};
