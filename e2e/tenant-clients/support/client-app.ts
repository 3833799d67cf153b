import { createServer, type IncomingMessage } from 'node:http';
import { readFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform, type BuildOptions } from 'esbuild';

/** The Auth0 client that an application uses. */
export type ClientKind = 'spa-js' | 'angular' | 'react' | 'auth0-js' | 'lock';

/** An application in the browser that uses an unmodified Auth0 client. */
export interface ClientApp {
  /** `http://localhost:PORT`; also its callback. */
  readonly origin: string;
  /** Sets the options of its client for the next page loads. */
  options: object;
  stop(): Promise<void>;
}

type Files = Readonly<Record<string, readonly [type: string, body: string]>>;

/** Serves an application on a free port. */
export async function startClientApp(kind: ClientKind): Promise<ClientApp> {
  const files = await (kind === 'spa-js' ? spaJsFiles() : bundledFiles(kind));
  const app = { options: {} };
  const contentFor = ({ url = '/', headers }: IncomingMessage): readonly [type: string, body: string] | undefined => {
    const { pathname } = new URL(url, 'http://localhost');
    if (pathname === '/options.json') return ['application/json', JSON.stringify(app.options)];
    // An API that returns what it received.
    if (pathname === '/api/orders')
      return ['application/json', JSON.stringify({ sent: headers.authorization ?? null })];
    return files[pathname];
  };
  const server = createServer((request, response) => {
    const [type, body] = contentFor(request) ?? ['text/plain', ''];
    response.writeHead(body === '' ? 404 : 200, { 'content-type': `${type}; charset=utf-8` }).end(body);
  }).listen(0, 'localhost');
  await once(server, 'listening');
  return Object.assign(app, {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}

/** The SDK's published module, byte for byte; only the page's own script is translated. */
async function spaJsFiles(): Promise<Files> {
  const sdk = createRequire(import.meta.url).resolve('@auth0/auth0-spa-js/dist/auth0-spa-js.production.esm.js');
  const source = await readFile(sourceOf('spa-js'), 'utf8');
  const { code } = await transform(source, { loader: 'ts', target: 'es2022' });
  const imports = JSON.stringify({ imports: { '@auth0/auth0-spa-js': '/auth0-spa-js.js' } });
  return {
    '/': page(`<script type="importmap">${imports}</script>`),
    '/app.js': ['text/javascript', code],
    '/auth0-spa-js.js': ['text/javascript', await readFile(sdk, 'utf8')],
  };
}

/** A bundle. Angular is in its just-in-time mode, which links the published library in the browser. */
async function bundledFiles(kind: ClientKind): Promise<Files> {
  const { outputFiles } = await build({
    entryPoints: [sourceOf(kind)],
    ...(kind === 'lock' && lockOptions()),
    define: { 'process.env.NODE_ENV': '"production"' },
    ...{ bundle: true, write: false, format: 'esm', target: 'es2022', logLevel: 'error' },
  });
  return { '/': page('<app-root></app-root>'), '/app.js': ['text/javascript', outputFiles[0]?.text ?? ''] };
}

/** Lock requires React 18, and the ES module of auth0-js although it is CommonJS, as webpack resolves it. */
function lockOptions(): BuildOptions {
  const { resolve } = createRequire(createRequire(import.meta.url).resolve('auth0-lock'));
  const alias = { react: dirname(resolve('react')), 'react-dom': dirname(resolve('react-dom')) };
  return { alias, mainFields: ['browser', 'module', 'main'] };
}

function sourceOf(kind: ClientKind): string {
  return fileURLToPath(new URL(`../apps/${kind}-app.ts`, import.meta.url));
}

function page(content: string): readonly [type: string, body: string] {
  const head =
    '<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Client</title>';
  return ['text/html', `${head}<body>${content}<script type="module" src="/app.js"></script></body></html>`];
}
