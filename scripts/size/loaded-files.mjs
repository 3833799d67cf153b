import { withStaticImports } from '../../server/src/portal/index.ts';

/** @typedef {import('../../server/src/portal/index.ts').Outputs} Outputs */

/** Sources that the profile route loads by dynamic imports, or together with one: the application, the page, the session. */
const ROUTE_SOURCES = [
  /(^|\/)src\/app\/start\.ts$/,
  // Not the whole folder of the library: it also contains dialogs and other code that only a click loads.
  /(^|\/)src\/linking\/profile\/profile\.component\.ts$/,
  /(^|\/)src\/linking\/session\/start-session\.ts$/,
  /(^|\/)src\/linking\/auth\/own-client\/create-auth0-client\.ts$/,
];

/** The gateways; a page loads the one that its configuration selects. */
export const GATEWAY_SOURCES = {
  direct: /(^|\/)src\/linking\/direct\/management-api\.gateway\./,
  server: /(^|\/)src\/linking\/linking-server\/server\.gateway\./,
};

/**
 * The files that the page names: scripts, styles and preloads.
 *
 * @param {string} html
 * @returns {Set<string>}
 */
export function filesOfPage(html) {
  const links = html.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="([^":]+\.(?:js|css))"/g);
  return new Set([...links].map(([, file = '']) => file.replace(/^\.?\//, '')));
}

/**
 * The files that opening the profile route adds to the first load: the dynamic imports that lead to its sources, their static
 * imports, and further dynamic imports of such sources.
 *
 * @param {ReadonlySet<string>} initial
 * @param {Outputs} outputs
 * @param {RegExp} gateway One of `GATEWAY_SOURCES`.
 * @returns {Set<string>} Including the first load.
 * @throws {Error} If a source is missing: the folders have changed, and the result would be wrong.
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
    if (![...loaded].some((file) => contains(outputs[file], source))) {
      throw new Error(
        `No file that the portal loads contains ${String(source)}. Update ROUTE_SOURCES and GATEWAY_SOURCES.`,
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
    .filter(({ path, kind }) => kind === 'dynamic-import' && sources.some((each) => contains(outputs[path], each)))
    .map(({ path }) => path);
}

/**
 * Whether a file contains a source; the file's name may differ.
 *
 * @param {Outputs[string] | undefined} output
 * @param {RegExp} source
 */
function contains(output, source) {
  return Object.keys(output?.inputs ?? {}).some((input) => source.test(input));
}
