/**
 * The part of esbuild's metafile this needs.
 *
 * @typedef {object} Output
 * @property {string} [entryPoint] Source file of an entry or of a dynamic import.
 * @property {{ path: string, kind: string, external?: boolean }[]} imports
 * @property {Record<string, unknown>} [inputs]
 *
 * @typedef {Readonly<Record<string, Output>>} Outputs
 */

/** Sources the profile route imports dynamically: the application, the page, the Auth0 adapter, the gateway. */
const ROUTE_SOURCES = [
  /(^|\/)src\/app\/start\.ts$/,
  /(^|\/)src\/(app|linking)\/profile\//,
  /(^|\/)src\/linking\/auth\//,
  /(^|\/)src\/linking\/configuration\/management-api\./,
];

/**
 * Files the page names itself: scripts, styles and preloads.
 *
 * @param {string} html
 * @returns {Set<string>}
 */
export function filesOfPage(html) {
  const links = html.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="([^":]+\.(?:js|css))"/g);
  return new Set([...links].map(([, file = '']) => file.replace(/^\.?\//, '')));
}

/**
 * A set of files and everything they import statically.
 *
 * @param {Iterable<string>} files
 * @param {Outputs} outputs
 * @returns {Set<string>}
 */
export function withStaticImports(files, outputs) {
  const all = new Set(files);
  for (const file of all) {
    for (const { path, kind, external } of outputs[file]?.imports ?? []) {
      // Growing the set while it is walked is what makes this a closure.
      if (kind !== 'dynamic-import' && external !== true && path in outputs) all.add(path);
    }
  }
  return all;
}

/**
 * What opening the profile route loads beyond the first load: the dynamic imports that lead to its sources, what those
 * import statically, and the dynamic imports to such sources from there on.
 *
 * @param {ReadonlySet<string>} initial
 * @param {Outputs} outputs
 * @returns {Set<string>} Including the first load.
 * @throws {Error} Where either source is found nowhere: the folders changed, and the number would be a lie.
 */
export function filesOfProfileRoute(initial, outputs) {
  let loaded = new Set(initial);
  for (;;) {
    const next = withStaticImports([...loaded, ...routeImports(loaded, outputs)], outputs);
    if (next.size === loaded.size) break;
    loaded = next;
  }
  for (const source of ROUTE_SOURCES) {
    if (![...loaded].some((file) => source.test(outputs[file]?.entryPoint ?? ''))) {
      throw new Error(`Nothing the portal imports dynamically matches ${String(source)}; see ROUTE_SOURCES.`);
    }
  }
  return loaded;
}

/**
 * @param {ReadonlySet<string>} files
 * @param {Outputs} outputs
 * @returns {string[]}
 */
function routeImports(files, outputs) {
  return [...files]
    .flatMap((file) => outputs[file]?.imports ?? [])
    .filter(({ path, kind }) => {
      const source = outputs[path]?.entryPoint ?? '';
      return kind === 'dynamic-import' && ROUTE_SOURCES.some((each) => each.test(source));
    })
    .map(({ path }) => path);
}
