/**
 * `@simulacrum/auth0-simulator`, with its default user. Over plain HTTP like the others, because the cost of TLS is not
 * measured. The simulator requires a certificate in the home folder, so its application is taken before it looks for one.
 */
import { createServer, type RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { simulation as Simulation } from '@simulacrum/auth0-simulator';
import { reportToParent } from './report-to-parent.ts';

// The CommonJS build, because the ES modules cannot sign a token (0.11.4 imports a CommonJS package as a namespace).
const { simulation } = createRequire(import.meta.url)('@simulacrum/auth0-simulator') as {
  simulation: typeof Simulation;
};

let application: RequestListener | undefined;
try {
  simulation({
    extend: { extendRouter: (router) => void (application = router as unknown as RequestListener) },
  });
} catch (error) {
  // Fails without a certificate, after everything but the listener is created.
  if (!application) throw error;
}
const server = createServer(application).listen(0, 'localhost', () => {
  reportToParent((server.address() as AddressInfo).port);
});
