import type { ServerConfig } from '../configuration/server-config.ts';
import type { EndSessionsStep } from './step.ts';

/**
 * The step that ends sessions of an account; none where the configuration says that the tenant cannot.
 *
 * @param except The session to leave alone; null: all end.
 */
export function endSessionsStep(
  { endSessions }: Pick<ServerConfig, 'endSessions'>,
  account: string,
  except: string | null = null,
): readonly EndSessionsStep[] {
  return endSessions ? [{ do: 'end-sessions', account, ...(except === null ? {} : { except }) }] : [];
}
