import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { touchChangedFiles } from './touch-changed-files.mjs';
import { freePort } from '../process/free-port.mjs';
import { startService } from '../process/start-service.mjs';
import { inWorkspace } from '../runtime/workspace.mjs';

/** Milliseconds after which the builder has noticed a change of a file that it watches. */
const TOUCH_INTERVAL = 5_000;

/** @typedef {import('../configuration/local-configuration.mjs').PortalConfig} PortalConfig */

/**
 * Serves the portal from its sources, with live reload.
 *
 * @param {import('./running-parts.mjs').RunningParts} parts
 * @param {{ port: number, config: PortalConfig, serverPort?: number }} options
 */
export async function startDevPortal(parts, options) {
  /** @type {string[] | null} */
  let earlyLines = [];
  const begun = Date.now();
  /** @type {NodeJS.Timeout | undefined} */
  let touching;
  const show = () => {
    if (earlyLines !== null) console.log(earlyLines.join('\n'));
    earlyLines = null;
  };
  const portal = await startDevServer({
    ...options,
    onLine: (line) => {
      // A table of all files follows the first compilation, unless it fails.
      if (line.includes('bundle generation failed')) {
        show();
        // The builder reports the errors before it watches the files: it does not notice a correction that is saved in between.
        touching ??= setInterval(() => touchChangedFiles(inWorkspace('src'), begun), TOUCH_INTERVAL);
      }
      if (line.includes('Changes detected')) clearInterval(touching);
      if (earlyLines === null) console.log(line);
      else earlyLines.push(line);
    },
  });
  parts.add(portal);
  // It responds after the first compilation that succeeds, however long the developer takes to correct the sources.
  await parts.waitUntilResponding(`${portal.origin}/config.json`, 'development server', Infinity);
  clearInterval(touching);
  earlyLines = null;
}

/**
 * Runs `ng serve`, whose proxy forwards `/config.json` to this process and the linking server's
 * routes to that server.
 *
 * @param {object} options
 * @param {number} options.port
 * @param {PortalConfig} options.config
 * @param {number} [options.serverPort] Where the linking server listens.
 * @param {(line: string) => void} options.onLine Receives each line of the compiler.
 * @returns {Promise<{ origin: string, crashed: Promise<string>, stop: () => Promise<void> }>}
 */
async function startDevServer({ port, config, serverPort, onLine }) {
  const configPort = await freePort(0);
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
    response.end(JSON.stringify(config));
  });
  await new Promise((resolve) => {
    server.listen({ port: configPort, host: '127.0.0.1' }, () => {
      resolve(undefined);
    });
  });
  mkdirSync(inWorkspace('.cache'), { recursive: true });
  const proxy = inWorkspace('.cache', `dev-proxy-${String(port)}.json`);
  writeFileSync(
    proxy,
    JSON.stringify({
      '/config.json': { target: `http://127.0.0.1:${String(configPort)}` },
      ...(serverPort === undefined
        ? {}
        : Object.fromEntries(
            ['/v1', '/openapi.json'].map((path) => [path, { target: `http://127.0.0.1:${String(serverPort)}` }]),
          )),
    }),
  );
  const service = startService({
    name: 'development server',
    script: inWorkspace('scripts', 'start', 'dev-server-process.mjs'),
    args: ['serve', 'portal', '--port', String(port), '--proxy-config', proxy],
    onLine,
  });
  return {
    origin: `http://localhost:${String(port)}`,
    crashed: service.crashed,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await service.stop();
    },
  };
}
