import { createRequire } from 'node:module';
import totals from './scripts/testing/karma-totals-reporter.mjs';

const require = createRequire(import.meta.url);

/** Flags that keep Chromium quiet and let it run as root in a container. */
const FLAGS = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Shared by `ng test linking` and `ng test portal`. Scripts read the totals from the file that the reporter `totals`
 * writes.
 *
 * @param {{ set: (options: object) => void }} config
 */
export default function (config) {
  config.set({
    frameworks: ['jasmine'],
    plugins: [require('karma-jasmine'), require('karma-chrome-launcher'), totals],
    browsers: ['Chromium'],
    customLaunchers: { Chromium: { base: 'ChromeHeadless', flags: FLAGS } },
    reporters: ['dots', 'totals'],
    client: { jasmine: { random: true }, clearContext: true },
    // Port 0 is not supported by Karma; it looks for the next free one from here.
    port: 9876,
    autoWatch: false,
    singleRun: true,
    restartOnFileChange: false,
  });
}
