/** Owns the look both webs share: colours, type, spacing and the defaults of components. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The brand's violet; shade 7 carries white text in light mode, shade 6 in dark mode (contrast above 5). */
const jetway: MantineColorsTuple = [
  '#f4f1ff',
  '#e5dfff',
  '#c9bdff',
  '#ad9bfd',
  '#957df9',
  '#8267f5',
  '#6f4ef0',
  '#5b3bd9',
  '#4e33ba',
  '#402a99',
];

/** Orange stands for one thing only: taking an order back from the channel. Dark text on shade 4 reads well in both modes. */
const orange: MantineColorsTuple = [
  '#fff7ed',
  '#ffedd5',
  '#fed7aa',
  '#fdba74',
  '#fb923c',
  '#f97316',
  '#ea580c',
  '#c2410c',
  '#9a3412',
  '#7c2d12',
];

/** Mantine's red, darker from shade 6 on so that white text reads on it. */
const red: MantineColorsTuple = [
  '#fff5f5',
  '#ffe3e3',
  '#ffc9c9',
  '#ffa8a8',
  '#ff8787',
  '#fa5252',
  '#d6303a',
  '#c4262f',
  '#a61e26',
  '#8a1820',
];

const dark: MantineColorsTuple = [
  '#dfe3ec',
  '#bcc3d2',
  '#98a1b5',
  '#6f7a91',
  '#3f485a',
  '#2f3748',
  '#262d3c',
  '#1a1f2b',
  '#141822',
  '#0e1119',
];

const systemFont =
  'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, Cantarell, "Helvetica Neue", Arial, sans-serif';

export const theme = createTheme({
  colors: { jetway, orange, red, dark },
  primaryColor: 'jetway',
  primaryShade: { light: 7, dark: 6 },
  fontFamily: systemFont,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace',
  defaultRadius: 'md',
  cursorType: 'pointer',
  headings: { fontFamily: systemFont, fontWeight: '650' },
  components: {
    Avatar: { defaultProps: { variant: 'filled' } },
    Table: { styles: { th: { fontSize: 12, fontWeight: 600, color: 'var(--mantine-color-dimmed)' } } },
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.45 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
      styles: { title: { fontSize: 18, fontWeight: 650 } },
    },
    Notification: { styles: { description: { color: 'var(--mantine-color-text)' } } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
    Drawer: { defaultProps: { overlayProps: { backgroundOpacity: 0.25 } } },
  },
});

/**
 * Mantine's dimmed and placeholder greys are too faint for small text on white, and its red of wrong fields is too dark on
 * dark ground; these hold 4.5 : 1.
 */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-dimmed': '#5a6372', '--mantine-color-placeholder': '#6b7482' },
  dark: {
    '--mantine-color-dimmed': '#98a1b5',
    '--mantine-color-placeholder': '#8791a6',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
  },
});
