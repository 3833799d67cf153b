import { mkdirSync } from 'node:fs';
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import { inWorkspace } from '../runtime/workspace.mjs';

/** The library's entry points: their import path and the file of types that the build writes. */
const ENTRY_POINTS = [
  { name: '@onefold/angular', types: 'onefold-angular.d.ts' },
  { name: '@onefold/angular/auth0-angular', types: 'onefold-angular-auth0-angular.d.ts' },
  { name: '@onefold/angular/direct', types: 'onefold-angular-direct.d.ts' },
  { name: '@onefold/angular/http', types: 'onefold-angular-http.d.ts' },
  { name: '@onefold/angular/linking', types: 'onefold-angular-linking.d.ts' },
  { name: '@onefold/angular/linking-server', types: 'onefold-angular-linking-server.d.ts' },
  { name: '@onefold/angular/profile', types: 'onefold-angular-profile.d.ts' },
  { name: '@onefold/angular/profile/errors', types: 'onefold-angular-profile-errors.d.ts' },
  { name: '@onefold/angular/session', types: 'onefold-angular-session.d.ts' },
  { name: '@onefold/angular/testing', types: 'onefold-angular-testing.d.ts' },
  { name: '@onefold/angular/translations', types: 'onefold-angular-translations.d.ts' },
];

/** One report per entry point. */
const REPORTS = inWorkspace('docs', 'api');

/**
 * Compares what the built library (`dist/linking`) exports with the reports in `docs/api`, so that every change of the public
 * API shows up in a review.
 *
 * @param {{ write: boolean }} options `write`: updates the reports.
 * @returns {string[]} A sentence for each entry point that differs, or differed before the update.
 */
export function compareApi({ write }) {
  mkdirSync(REPORTS, { recursive: true });
  /** @type {CompilerState | undefined} */
  let compilerState;
  return ENTRY_POINTS.flatMap(({ name, types }) => {
    const report = types.replace('.d.ts', '');
    const config = configOf(types, report);
    // One program for all entry points: Angular's types are read once.
    compilerState ??= CompilerState.create(config, {
      additionalEntryPoints: ENTRY_POINTS.map((each) => typesOf(each.types)),
    });
    /** @type {string[]} */
    const messages = [];
    const { succeeded } = Extractor.invoke(config, {
      compilerState,
      localBuild: write,
      messageCallback: (message) => {
        message.handled = true;
        if (message.logLevel === ExtractorLogLevel.Error || message.logLevel === ExtractorLogLevel.Warning)
          messages.push(message.text);
      },
    });
    if (succeeded) return [];
    return [
      `${name} differs from docs/api/${report}.api.md. Run npm run api and review the difference. ${messages.join(' ')}`,
    ];
  });
}

/** @param {string} types Name of the file. */
function typesOf(types) {
  return inWorkspace('dist', 'linking', 'types', types);
}

/**
 * @param {string} types
 * @param {string} report
 */
function configOf(types, report) {
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: inWorkspace('dist', 'linking', 'package.json'),
    configObject: {
      projectFolder: inWorkspace(),
      mainEntryPointFilePath: typesOf(types),
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: 'ES2022',
            module: 'ES2022',
            moduleResolution: 'bundler',
            lib: ['ES2023', 'DOM', 'DOM.Iterable'],
            strict: true,
            skipLibCheck: true,
            types: [],
            // Resolves the contract to its sources, which its workspace exports instead of a build.
            allowImportingTsExtensions: true,
            noEmit: true,
            paths: {
              '@onefold/angular': [typesOf('onefold-angular.d.ts')],
              '@onefold/angular/linking': [typesOf('onefold-angular-linking.d.ts')],
            },
          },
          include: [inWorkspace('dist', 'linking', 'types')],
        },
      },
      newlineKind: 'lf',
      apiReport: {
        enabled: true,
        reportFileName: report,
        reportFolder: REPORTS,
        reportTempFolder: inWorkspace('dist', 'api'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
  });
}
