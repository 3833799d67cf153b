import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** Not among the project's packages: together they are larger than the rest. */
const PACKAGES = ['@auth0/nextjs-auth0@4.30.0', 'next@16.4.6', 'react@19.3.1', 'react-dom@19.3.1'];

/** The application of Auth0's quickstart. `allowInsecureRequests` is the SDK's option for a domain at localhost. */
const FILES: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "nextjs-app", "private": true, "type": "module" }',
  'auth0.js': `
    import { Auth0Client } from '@auth0/nextjs-auth0/server';
    export const auth0 = new Auth0Client({ allowInsecureRequests: true });`,
  'proxy.js': `
    import { auth0 } from './auth0.js';
    export const proxy = (request) => auth0.middleware(request);`,
  'app/layout.js': `
    export default function Layout({ children }) {
      return <html><body>{children}</body></html>;
    }`,
  'app/page.js': `
    import { auth0 } from '../auth0.js';
    export default async function Page() {
      const session = await auth0.getSession();
      return <p>{session === null ? 'out' : session.user.email}</p>;
    }`,
};

/** An application of Next.js, running. */
export interface NextjsApp {
  /** `http://localhost:PORT` */
  readonly origin: string;
  stop(): Promise<void>;
}

/** Returns a port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Installs Next.js in a temporary folder and starts the application. @param env The SDK's settings. */
export async function startNextjsApp(port: number, env: Readonly<Record<string, string>>): Promise<NextjsApp> {
  const folder = mkdtempSync(join(tmpdir(), 'onefold-nextjs-'));
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const options = ['--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts', '--loglevel=error'];
  await npm(['install', ...options, ...PACKAGES], folder);
  const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'dev', '--port', String(port)], {
    cwd: folder,
    env: { ...process.env, ...env, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Ready')) resolve();
    });
    child.once('exit', () => reject(new Error('Next.js ended.')));
  });
  return {
    origin: `http://localhost:${port}`,
    stop: async () => {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs npm without a shell where its script is known. */
async function npm(args: readonly string[], cwd: string): Promise<void> {
  const beside = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const script = [process.env['npm_execpath'], beside].find((path) => path !== undefined && existsSync(path));
  await (script === undefined
    ? promisify(execFile)('npm', [...args], { cwd, shell: process.platform === 'win32' })
    : promisify(execFile)(process.execPath, [script, ...args], { cwd }));
}
