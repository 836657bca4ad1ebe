/** Owns the sizes of files and functions: what is too long, and the medians that are printed. */
import { readFileSync } from 'node:fs';
import { parseSync } from '@swc/core';

export const longestFileLines = 400;
export const longestFunctionLines = 80;

export interface FunctionSize {
  readonly name: string;
  /** Of its first line, from 1. */
  readonly line: number;
  readonly lines: number;
}

export interface FileSize {
  readonly file: string;
  readonly lines: number;
  readonly functions: readonly FunctionSize[];
}

const functionTypes = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassMethod',
  'PrivateMethod',
  'Constructor',
  'MethodProperty',
  'GetterProperty',
  'SetterProperty',
]);

interface Span {
  readonly start: number;
  readonly end: number;
}

type TreeNode = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is TreeNode => typeof value === 'object' && value !== null;

const spanOf = (node: TreeNode): Span | undefined => {
  const span = node['span'];
  return isNode(span) && typeof span['start'] === 'number' && typeof span['end'] === 'number'
    ? { start: span['start'], end: span['end'] }
    : undefined;
};

/** The name that a node gives to itself or to the function that it holds. */
const nameOf = (node: TreeNode): string | undefined => {
  for (const key of ['identifier', 'id', 'key']) {
    const named = node[key];
    if (isNode(named) && typeof named['value'] === 'string') return named['value'];
  }
  return undefined;
};

interface Found extends Span {
  readonly name: string;
}

/** A method's body lies in its `function`; an overload and an abstract method have none. */
const hasBody = (node: TreeNode): boolean =>
  isNode(node['body']) || (isNode(node['function']) && isNode(node['function']['body']));

/** Every function under a node, with the name of what it is given to. */
const findFunctions = (node: unknown, outerName: string): readonly Found[] => {
  if (Array.isArray(node)) return node.flatMap((part) => findFunctions(part, outerName));
  if (!isNode(node)) return [];
  const name = nameOf(node) ?? outerName;
  const span = spanOf(node);
  const isFunction = functionTypes.has(String(node['type'])) && hasBody(node);
  const inside = Object.entries(node).flatMap(([key, part]) => (key === 'span' ? [] : findFunctions(part, name)));
  return isFunction && span !== undefined ? [{ ...span, name }, ...inside] : inside;
};

/** A statement in front of the source: swc counts positions from wherever the parse before this one ended. */
const ruler = ';';

/** Measures a source text. Positions of swc are bytes. */
export const measureText = (file: string, source: string): FileSize => {
  const bytes = Buffer.from(ruler + source.replace(/^#!/, '//'));
  const tree = parseSync(bytes.toString(), { syntax: 'typescript', tsx: file.endsWith('x'), target: 'es2022' });
  const origin = tree.body[0]?.span.start ?? 0;
  const lineAt = (position: number): number =>
    bytes.subarray(0, position - origin).reduce((count, byte) => count + (byte === 10 ? 1 : 0), 1);
  const functions = findFunctions(tree.body, '').map(({ name, start, end }) => {
    const line = lineAt(start);
    return { name: name === '' ? 'a function' : name, line, lines: lineAt(end) - line + 1 };
  });
  return { file, lines: source.split('\n').length - (source.endsWith('\n') ? 1 : 0), functions };
};

export const measureFile = (root: string, file: string): FileSize =>
  measureText(file, readFileSync(`${root}/${file}`, 'utf8'));

/** One line for everything that is too long. */
export const findTooLong = (sizes: readonly FileSize[]): readonly string[] =>
  sizes.flatMap(({ file, lines, functions }) => [
    ...(lines > longestFileLines ? [`${file}: ${lines} lines; a file has at most ${longestFileLines}`] : []),
    ...functions
      .filter((found) => found.lines > longestFunctionLines)
      .map((found) => `${file}:${found.line}: ${found.name} has ${found.lines} lines; at most ${longestFunctionLines}`),
  ]);

const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

const figures = (numbers: readonly number[]): string => {
  const sorted = numbers.toSorted((a, b) => a - b);
  return `median ${quantile(sorted, 0.5)}, nine in ten up to ${quantile(sorted, 0.9)}, longest ${sorted.at(-1) ?? 0}`;
};

/** The figures in two lines. Functions of a single line (callbacks mostly) are left out: they would flatter. */
export const describeSizes = (sizes: readonly FileSize[]): string => {
  const functions = sizes.flatMap((size) => size.functions.map(({ lines }) => lines)).filter((lines) => lines > 1);
  const files = sizes.map(({ lines }) => lines);
  return `${files.length} files, lines: ${figures(files)}\n${functions.length} functions, lines: ${figures(functions)}`;
};
