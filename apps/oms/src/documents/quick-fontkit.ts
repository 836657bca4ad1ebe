/** Owns how texts become glyphs: character by character, but for the few scripts whose letters change by place. */
import fontkit from '@pdf-lib/fontkit';
import type { PDFDocument } from 'pdf-lib';

type Fontkit = Parameters<PDFDocument['registerFontkit']>[0];

/** Scripts that are written from the right, or whose letters join: these need the font's own rules. */
const NEEDS_RULES = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Nko}\p{Script=Thaana}]/u;

/**
 * The font's rules for placing letters (ligatures, kerning) take ten times as long as everything else about a page, and
 * a ligature would keep a reader from finding a word by its letters. Of a layout only its glyphs are used.
 */
export const quickFontkit: Fontkit = {
  create: (bytes) => {
    const font = fontkit.create(bytes);
    const layout = font.layout.bind(font);
    const empty = layout('');
    font.layout = (text, ...more) =>
      NEEDS_RULES.test(text) ? layout(text, ...more) : { ...empty, glyphs: font.glyphsForString(text) };
    return font;
  },
};
