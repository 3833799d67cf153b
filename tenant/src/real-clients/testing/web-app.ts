import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { logIn } from '../../oidc/testing/oidc-harness.ts';
import { FormBrowser, type Visit } from '../../oidc/testing/form-browser.ts';
import { WEB, type SecureHarness } from './secure-harness.ts';

/** An Express application that signs users in, running. */
export interface WebApp {
  /** `http://localhost:PORT` */
  readonly origin: string;
  /** A browser at the application. */
  readonly browser: FormBrowser;
  /** Signs Ana in from `/login` until the application shows a page. */
  signIn(): Promise<Visit>;
  stop(): Promise<void>;
}

/**
 * Starts an application and registers its callback for {@link WEB}.
 * @param build Adds the routes; `origin` is where the application will listen.
 */
export async function startWebApp(
  { tenant, browser: tenantBrowser }: SecureHarness,
  build: (app: Express, origin: string) => void,
): Promise<WebApp> {
  const app = express();
  app.set('env', 'test');
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  build(app, origin);
  const client = tenant.control.exportSeed().clients.find(({ client_id: id }) => id === WEB.clientId);
  if (client === undefined) throw new Error('The harness has no web application.');
  const grants = ['authorization_code', 'implicit', 'refresh_token'];
  const registered = {
    ...client,
    grant_types: grants,
    callbacks: [`${origin}/callback`],
    allowed_logout_urls: [origin],
  };
  tenant.control.seed({ clients: [registered] });
  const browser = new FormBrowser(origin);
  return {
    ...{ origin, browser },
    signIn: async () => {
      const away = await browser.open('/login');
      const page = await tenantBrowser.open(away.url);
      const end = page.url.pathname.startsWith('/u/login') ? await logIn(tenantBrowser, page) : page;
      // A response by form_post is a page of the tenant that posts itself to the application.
      if (end.url.origin === origin) return browser.open(end.url);
      return browser.submit(attribute(end.html, 'action'), fieldsOf(end.html));
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function fieldsOf(html: string): Record<string, string> {
  const inputs = html.match(/<input [^>]*>/g) ?? [];
  return Object.fromEntries(inputs.map((input) => [attribute(input, 'name'), attribute(input, 'value')]));
}

function attribute(html: string, name: string): string {
  return (new RegExp(`${name}="([^"]*)"`).exec(html)?.[1] ?? '').replaceAll('&amp;', '&');
}
