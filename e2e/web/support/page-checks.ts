/** Owns what every page of a web must hold for everybody: one title, names for what is used, text that can be read, no spill. */
import type { Page } from 'playwright-core';

/** What a person uses or reads a page by: a screen reader says these by name. */
const namedRoles = new Set([
  'button',
  'checkbox',
  'combobox',
  'dialog',
  'heading',
  'link',
  'navigation',
  'radiogroup',
  'spinbutton',
  'switch',
  'tab',
  'table',
  'textbox',
]);

/** What the browser tells screen readers of, and has no name. */
async function unnamed(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes
    .filter(({ ignored, role }) => !ignored && namedRoles.has(String(role?.value)))
    .filter(({ name }) => String(name?.value ?? '').trim() === '')
    .map(({ role }) => `a ${String(role?.value)} has no name`);
}

/** The little of the browser's own that is needed to measure contrast. */
interface Box {
  readonly parentElement: Box | null;
  readonly tagName: string;
  readonly childNodes: Iterable<{ readonly nodeType: number; readonly textContent: string | null }>;
  readonly textContent: string | null;
  readonly checkVisibility: () => boolean;
  readonly closest: (selector: string) => Box | null;
}
interface Style {
  readonly color: string;
  readonly backgroundColor: string;
  readonly fontSize: string;
  readonly fontWeight: string;
}

/** Runs in the page: texts whose contrast against their ground is below what WCAG AA asks for. */
function faintTexts(): string[] {
  const { document, getComputedStyle } = globalThis as unknown as {
    readonly document: { readonly querySelectorAll: (selector: string) => Iterable<Box> };
    readonly getComputedStyle: (box: Box) => Style;
  };
  const NOT_USED_NOW = '[disabled], [data-disabled], [aria-disabled="true"]';
  const parts = (color: string): [number, number, number, number] => {
    const scale = color.startsWith('color(') ? 255 : 1;
    const [red = 0, green = 0, blue = 0, alpha = 1] = (color.match(/-?[\d.]+(e-?\d+)?/g) ?? []).map(Number);
    return [red * scale, green * scale, blue * scale, alpha];
  };
  const over = (top: string, below: readonly number[]): number[] => {
    const [red, green, blue, alpha] = parts(top);
    return [red, green, blue].map((value, index) => value * alpha + (below[index] ?? 255) * (1 - alpha));
  };
  const groundOf = (box: Box | null): readonly number[] =>
    box === null ? [255, 255, 255] : over(getComputedStyle(box).backgroundColor, groundOf(box.parentElement));
  const light = (color: readonly number[]): number => {
    const [red = 0, green = 0, blue = 0] = color
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const hasText = (box: Box): boolean =>
    [...box.childNodes].some(({ nodeType, textContent }) => nodeType === 3 && (textContent ?? '').trim() !== '');
  return [...document.querySelectorAll('body *')]
    .filter((box) => hasText(box) && !['SCRIPT', 'STYLE', 'NOSCRIPT'].includes(box.tagName))
    .filter((box) => box.checkVisibility() && box.closest(NOT_USED_NOW) === null)
    .flatMap((box) => {
      const { color, fontSize, fontWeight } = getComputedStyle(box);
      const ground = groundOf(box);
      const [more = 0, less = 0] = [light(over(color, ground)), light(ground)].toSorted((a, b) => b - a);
      const isLarge = Number.parseFloat(fontSize) >= (Number(fontWeight) >= 700 ? 18.66 : 24);
      const contrast = (more + 0.05) / (less + 0.05);
      const text = (box.textContent ?? '').trim().slice(0, 40);
      return contrast < (isLarge ? 3 : 4.5) ? [`"${text}" has a contrast of ${contrast.toFixed(2)}`] : [];
    });
}

/** What is wrong with the page that is shown, in words; nothing at best. */
export async function faultsOfPage(page: Page): Promise<string[]> {
  const titles = await page.getByRole('heading', { level: 1 }).count();
  const spill = Number(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'));
  return [
    ...(titles === 1 ? [] : [`it has ${titles} titles`]),
    ...(spill > 0 ? [`it is ${spill} px wider than the window`] : []),
    ...(await unnamed(page)),
    ...(await page.evaluate(faintTexts)),
  ];
}
