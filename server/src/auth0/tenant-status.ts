import type { Logger } from 'pino';
import type { TenantProblem } from './check-tenant.ts';

/** The latest known problems at Auth0. */
export interface TenantStatus {
  /** Problems of {@link checkTenant}, checked again after an hour, after a minute if there are any, after ten seconds without an answer. Never rejects. */
  problems(): Promise<readonly TenantProblem[]>;
  /** Problems of the connections, as far as known: only some users encounter them. */
  warnings(): readonly TenantProblem[];
}

/** How long a result is cached, in milliseconds. Each check leaves a failed exchange in the tenant's log. */
const SUCCESS_CACHE_TIME = 3_600_000;
const FAILURE_CACHE_TIME = 60_000;
/** A tenant that did not answer may be back at once. */
const UNREACHABLE_CACHE_TIME = 10_000;

/**
 * Keeps the result of the checks for `/readyz`, which may be asked every second.
 *
 * @param checks.connections Makes calls to the Management API, so nothing waits for it.
 */
export function createTenantStatus(
  checks: {
    readonly tenant: () => Promise<readonly TenantProblem[]>;
    readonly connections: () => Promise<readonly TenantProblem[]>;
  },
  { logger, now = () => performance.now() }: { readonly logger: Logger; readonly now?: () => number },
): TenantStatus {
  let warnings: readonly TenantProblem[] = [];
  let last: { readonly result: Promise<readonly TenantProblem[]>; until: number } | undefined;

  async function checkTenant(): Promise<readonly TenantProblem[]> {
    const problems = await checks.tenant();
    for (const { check, message } of problems) logger.error({ check, message }, 'check failed');
    if (problems.length === 0) void checkConnections();
    return problems;
  }

  async function checkConnections(): Promise<void> {
    try {
      warnings = await checks.connections();
      for (const { check, message } of warnings) logger.warn({ check, message }, 'check failed');
    } catch (error) {
      // The last result stays; the next check tries again.
      logger.warn({ err: error }, 'connections not checked');
    }
  }

  return {
    warnings: () => warnings,
    problems: () => {
      if (last !== undefined && now() < last.until) return last.result;
      const current = { result: checkTenant(), until: Infinity };
      last = current;
      const cacheFor = (milliseconds: number): void => void (current.until = now() + milliseconds);
      void current.result.then(
        (problems) => {
          if (problems.some(({ check }) => check === 'tenant')) cacheFor(UNREACHABLE_CACHE_TIME);
          else cacheFor(problems.length === 0 && warnings.length === 0 ? SUCCESS_CACHE_TIME : FAILURE_CACHE_TIME);
        },
        () => cacheFor(0),
      );
      return current.result;
    },
  };
}
