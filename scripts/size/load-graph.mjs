import { withStaticImports } from '../../server/src/portal/index.ts';

/** @typedef {import('../../server/src/portal/index.ts').Outputs} Outputs */

/** Sources the profile route imports dynamically: the application, the page, the Auth0 adapter. */
const ROUTE_SOURCES = [
  /(^|\/)src\/app\/start\.ts$/,
  // Not the whole folder of the library: it also contains dialogs and other code that only a click loads.
  /(^|\/)src\/(app\/profile\/|linking\/profile\/public-api\.ts$)/,
  /(^|\/)src\/linking\/auth\//,
];

/** The gateway that the configuration names; a page loads one of them. */
export const GATEWAY_SOURCES = {
  direct: /(^|\/)src\/linking\/direct\/management-api\.gateway\./,
  server: /(^|\/)src\/linking\/linking-server\/linking-server\.environment\./,
};

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
 * What opening the profile route loads beyond the first load: the dynamic imports that lead to its sources, what those
 * import statically, and the dynamic imports to such sources from there on.
 *
 * @param {ReadonlySet<string>} initial
 * @param {Outputs} outputs
 * @param {RegExp} gateway One of `GATEWAY_SOURCES`.
 * @returns {Set<string>} Including the first load.
 * @throws {Error} Where a source is found nowhere: the folders changed, and the number would be a lie.
 */
export function filesOfProfileRoute(initial, outputs, gateway) {
  const sources = [...ROUTE_SOURCES, gateway];
  let loaded = new Set(initial);
  for (;;) {
    const next = withStaticImports([...loaded, ...routeImports(loaded, outputs, sources)], outputs);
    if (next.size === loaded.size) break;
    loaded = next;
  }
  for (const source of sources) {
    if (![...loaded].some((file) => source.test(outputs[file]?.entryPoint ?? ''))) {
      throw new Error(
        `Nothing the portal imports dynamically matches ${String(source)}; see ROUTE_SOURCES and GATEWAY_SOURCES.`,
      );
    }
  }
  return loaded;
}

/**
 * @param {ReadonlySet<string>} files
 * @param {Outputs} outputs
 * @param {readonly RegExp[]} sources
 * @returns {string[]}
 */
function routeImports(files, outputs, sources) {
  return [...files]
    .flatMap((file) => outputs[file]?.imports ?? [])
    .filter(({ path, kind }) => {
      const source = outputs[path]?.entryPoint ?? '';
      return kind === 'dynamic-import' && sources.some((each) => each.test(source));
    })
    .map(({ path }) => path);
}
