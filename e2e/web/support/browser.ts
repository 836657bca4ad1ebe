/** Owns Debian's Chromium for the suite: windows that are watched for errors, and pictures of what they show. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';

const pictures = fileURLToPath(new URL('../../../test-results/web/', import.meta.url));

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A laptop's window, and a telephone's. */
export const sizes = {
  laptop: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
} as const;

export interface Window {
  readonly page: Page;
  /** Keeps a picture of what the window shows now, for a person to look at. */
  readonly picture: (name: string) => Promise<void>;
}

export interface Browser {
  /** A window of a person of his own: nobody is signed in. */
  readonly open: () => Promise<Window>;
  /** What went wrong in any window so far, each with its page. */
  readonly faults: () => readonly string[];
  readonly close: () => Promise<void>;
}

/** How long a page may take to show what is waited for, unless the test says otherwise. */
const SHOWN_WITHIN_MS = 20_000;

/** Whoever is not signed in yet is told so by 401, which the browser logs as an error. */
const isDoor = (method: string, url: string, status: number): boolean =>
  method === 'GET' && status === 401 && url.endsWith('/session');

/** Collects errors on the console (a violated content security policy is one), exceptions, and failed requests. */
function watch(page: Page, faults: string[]): void {
  const note = (what: string) => faults.push(`${page.url()}: ${what}`);
  page.on('console', (message) => {
    // What the browser says about an answer is said below, with more.
    if (message.text().startsWith('Failed to load resource: the server responded')) return;
    if (message.type() === 'error' || message.type() === 'warning') note(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => note(`exception: ${error.message}`));
  page.on('response', (response) => {
    const [method, url, status] = [response.request().method(), response.url(), response.status()];
    if (status >= 400 && !isDoor(method, url, status)) note(`${method} ${url} answered ${status}`);
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // A page that is left takes its open requests along.
    if (why !== 'net::ERR_ABORTED') note(`${request.method()} ${request.url()} failed: ${why}`);
  });
}

export async function openBrowser(): Promise<Browser> {
  await mkdir(pictures, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    headless: true,
    args: quiet,
  });
  const faults: string[] = [];
  return {
    open: async () => {
      const context = await browser.newContext({
        viewport: sizes.laptop,
        colorScheme: 'light',
        timezoneId: 'America/New_York',
        locale: 'en-US',
      });
      const page = await context.newPage();
      page.setDefaultTimeout(SHOWN_WITHIN_MS);
      watch(page, faults);
      return {
        page,
        picture: async (name) => {
          await page.screenshot({ path: path.join(pictures, `${name}.png`), animations: 'disabled' });
        },
      };
    },
    faults: () => faults,
    close: () => browser.close(),
  };
}
