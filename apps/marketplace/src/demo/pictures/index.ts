/** Owns the pictures of the demo's products, drawn from a shape and two colours. */
import { awayShapes } from './away-shapes.ts';
import { homeShapes, type Shape } from './home-shapes.ts';

const SHAPES = { ...homeShapes, ...awayShapes } as const satisfies Readonly<Record<string, Shape>>;
export type PictureName = keyof typeof SHAPES;

const SIDE = 600;

/** A picture as an SVG document, 600 by 600 px. */
export const drawPicture = (name: PictureName, [main, second]: readonly [string, string]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}" viewBox="0 0 400 400">
<rect width="400" height="400" fill="#f6f4ef"/><ellipse cx="200" cy="344" rx="132" ry="16" fill="#000" fill-opacity=".07"/>${SHAPES[name](main, second)}
</svg>
`;
