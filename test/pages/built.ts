/** What stands in a page that was built. */
const DATA = /<script id="document" type="application\/json">([^]*?)<\/script>/;

/** The document, as the page itself reads it. */
export const documentIn = (html: string): unknown => JSON.parse(DATA.exec(html)?.[1] ?? "");
