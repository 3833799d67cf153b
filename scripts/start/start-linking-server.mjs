import { startService } from '../process/start-service.mjs';
import { ExplainedError } from '../runtime/explained-error.mjs';
import { inWorkspace } from '../runtime/workspace.mjs';

/**
 * Starts the linking server in its own process, as in production.
 *
 * @param {object} options
 * @param {Readonly<Record<string, string | undefined>>} options.env Its whole configuration.
 * @param {(line: string) => void} options.onLine Receives each line of its log.
 * @returns {Promise<{ crashed: Promise<string>, stop: () => Promise<void> }>} Once it listens.
 * @throws {ExplainedError} If its configuration is wrong, or it ends before it listens.
 */
export async function startLinkingServer({ env, onLine }) {
  // Loaded late: packages may not be installed yet when this file is read.
  const { ConfigurationError, readServerConfig } = await import('../../server/src/index.ts');
  try {
    readServerConfig(env);
  } catch (error) {
    if (error instanceof ConfigurationError) throw new ExplainedError(error.message);
    throw error;
  }
  const service = startService({
    name: 'linking server',
    script: inWorkspace('server', 'bin', 'onefold-server.mjs'),
    env,
    onLine,
  });
  const first = await Promise.race([service.message, service.crashed]);
  if (typeof first === 'string') throw new ExplainedError(first);
  return { crashed: service.crashed, stop: service.stop };
}
