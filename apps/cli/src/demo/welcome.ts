/** Owns what the demo prints when it is ready: where to go and how to sign in, each time. */
import { styleText } from 'node:util';
import type { DemoSecrets } from './demo-secrets.ts';

export interface Welcome {
  readonly urls: { readonly oms: string; readonly marketplace: string };
  readonly secrets: DemoSecrets;
  readonly tookMs: number;
  readonly dataFolder: string;
  readonly colors: boolean;
}

export function welcome({ urls, secrets, tookMs, dataFolder, colors }: Welcome): string {
  const bold = (text: string): string => (colors ? styleText('bold', text, { validateStream: false }) : text);
  return [
    '',
    `${bold('Jetway is running')} (ready in ${(tookMs / 1000).toFixed(1)} s)`,
    '',
    `  OMS          ${bold(urls.oms)}`,
    `               sign in: ${secrets.oms.adminEmail}  ${secrets.oms.adminPassword}`,
    `  Marketplace  ${bold(urls.marketplace)}`,
    `               sign in: ${secrets.operator.email}  ${secrets.operator.password}`,
    '',
    `  Data: ${dataFolder}`,
    '  Ctrl-C stops; starting again continues; --reset begins anew.',
    '',
    '',
  ].join('\n');
}
