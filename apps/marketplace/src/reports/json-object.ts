/** Owns writing one JSON object in pieces, so that it never stands in memory as a whole. */

/** The text of an object of which the members come page by page. */
export async function* jsonObject(
  pages: () => AsyncIterable<readonly (readonly [string, unknown])[]>,
): AsyncGenerator<string> {
  yield '{';
  let isFirst = true;
  for await (const page of pages()) {
    const text = page.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',\n');
    if (text === '') continue;
    yield isFirst ? text : `,\n${text}`;
    isFirst = false;
  }
  yield '}';
}
