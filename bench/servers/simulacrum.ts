/**
 * `@simulacrum/auth0-simulator`, with its default user. Over plain HTTP like the others: what TLS costs is not the
 * question. It insists on a certificate in the home folder, so its application is taken before it looks for one.
 */
import { createServer, type RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { simulation as Simulation } from '@simulacrum/auth0-simulator';
import { answerParent } from './answer-parent.ts';

// Its ES modules cannot sign a token (0.11.4 imports a CommonJS package as a namespace).
const { simulation } = createRequire(import.meta.url)('@simulacrum/auth0-simulator') as {
  simulation: typeof Simulation;
};

let application: RequestListener | undefined;
try {
  simulation({
    extend: { extendRouter: (router) => void (application = router as unknown as RequestListener) },
  });
} catch (error) {
  // No certificate: it is complete by then, but for its listener.
  if (!application) throw error;
}
const server = createServer(application).listen(0, 'localhost', () => {
  answerParent((server.address() as AddressInfo).port);
});
