import { createServer } from 'node:http';
import { tenantOriginOf } from './configuration/portal-config.mjs';
import { applicationFiles } from './portal/application-files.mjs';
import { PORTAL_FOLDER } from './portal/build-portal.mjs';
import { compressFolder } from './portal/compress-folder.mjs';
import { answerPortalRequest } from './portal/portal-responder.mjs';
import { readServedFiles } from './portal/served-files.mjs';

/** @typedef {import('./configuration/portal-config.mjs').PortalConfig} PortalConfig */

/**
 * Serves a built portal on loopback: compressed, cached, and with the headers a production server should send.
 *
 * @param {object} options
 * @param {number} [options.port] Default 0: any free one.
 * @param {PortalConfig | ((origin: string) => PortalConfig | Promise<PortalConfig>)} options.config Answer of
 *   `/config.json`; a function where it depends on the portal's own origin. It is called before any request is answered.
 * @param {string} [options.folder] Default: the production build.
 * @returns {Promise<{ origin: string, port: number, close: () => Promise<void> }>}
 */
export async function servePortal({ port = 0, config, folder = PORTAL_FOLDER }) {
  await compressFolder(folder);
  const files = await readServedFiles(folder);
  const html = files.get('/index.html')?.content.toString('utf8');
  if (html === undefined) throw new Error(`${folder} holds no index.html: build the portal first.`);

  /** @type {PromiseWithResolvers<import('./portal/portal-responder.mjs').PortalContent>} */
  const content = Promise.withResolvers();
  const server = createServer((request, response) => {
    content.promise
      .then((ready) => answerPortalRequest(ready, request))
      .then(({ status, headers, body }) => {
        response.writeHead(status, body === undefined ? headers : { ...headers, 'Content-Length': body.byteLength });
        response.end(request.method === 'HEAD' ? undefined : body);
      })
      .catch((/** @type {unknown} */ error) => {
        // The person sees a broken connection, the operator why.
        console.error(error);
        response.destroy();
      });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1' }, () => resolve(undefined));
  });
  const address = server.address();
  const bound = address !== null && typeof address === 'object' ? address.port : port;
  // `localhost`, not 127.0.0.1: only the same host name is same-site with the local tenant.
  const origin = `http://localhost:${bound}`;
  const close = () =>
    new Promise((/** @type {(value: void) => void} */ resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });

  try {
    const settled = typeof config === 'function' ? await config(origin) : config;
    content.resolve({
      files,
      html,
      config: JSON.stringify(settled),
      tenantOrigin: tenantOriginOf(settled),
      application: applicationFiles(folder),
    });
  } catch (error) {
    // Without a configuration there is nothing to serve; the port goes back.
    await close();
    throw error;
  }
  return { origin, port: bound, close };
}
