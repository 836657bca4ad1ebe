/** Owns the guarantee that the checks of every page see what they are for. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browser, openBrowser } from './support/browser.ts';
import { faultsOfPage } from './support/page-checks.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser?.close());

test('two titles, a name that is missing, faint text and a spill are told; what is in order is not', async () => {
  const { page } = await browser.open();
  const whole = '<h1>Orders</h1><button>Place</button><p style="color: #595959">Read me</p>';
  await page.setContent(whole);
  expect(await faultsOfPage(page)).toEqual([]);
  await page.setContent(`
    ${whole}<h1>Again</h1><button></button><input style="width: 1300px">
    <div style="background: #1a1f2b"><p style="color: #6f7a91">Too dark</p><p style="color: #98a1b5">Well</p></div>
    <p style="color: rgb(0 0 0 / 0.4)">Too thin</p><button disabled style="color: #ccc">Not now</button>
    <p style="color: #888; font-size: 30px">Large</p><p style="color: #888; display: none">Hidden</p>`);
  expect(await faultsOfPage(page)).toEqual([
    'it has 2 titles',
    expect.stringMatching(/^it is \d+ px wider than the window$/),
    'a button has no name',
    'a textbox has no name',
    expect.stringMatching(/^"Too dark" has a contrast of 3\.\d\d$/),
    expect.stringMatching(/^"Too thin" has a contrast of 2\.\d\d$/),
  ]);
});
