/** A fault to inject. Plain JSON. */
export interface FaultRule {
  /** HTTP method; any when absent. Skips a preflight (OPTIONS) unless named. */
  readonly method?: string;
  /** Path of the request, without query; `*` stands for anything. Example: `/api/v2/users/auth0*`. */
  readonly path: string;
  /** Status of the response in place of the real one. Absent: the request continues (after the delay). */
  readonly status?: number;
  /** JSON body of the response; an Auth0-like error body when absent. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Waits before anything else (with `afterwards`: before the response), in milliseconds. */
  readonly delayMs?: number;
  /** Cuts the connection without a response. */
  readonly drop?: boolean;
  /** Responds with `status` (200 when absent) and truncated JSON. */
  readonly malformed?: boolean;
  /** Responds with 429 as Auth0 does; the caller may retry after this many seconds. */
  readonly rateLimitedFor?: number;
  /**
   * Handles the request first and then loses the response: the change is made, but the caller does not learn of it. At
   * `/authorize` and `/oauth/*` only with `drop`.
   */
  readonly afterwards?: boolean;
  /** Holds requests until this many have arrived or the rule is removed; then they continue at the same time. */
  readonly gather?: number;
  /** Ends after this many requests; never when absent. */
  readonly times?: number;
}

/** A rule as it applies to one request. */
export interface MatchedFault extends FaultRule {
  /** With `gather`: resolves when the request may continue. */
  readonly gathered?: Promise<undefined>;
}

/** The rules in force. */
export interface FaultRules {
  /** Adds a rule; later rules win over earlier ones. Returns its id. */
  add(rule: FaultRule): string;
  remove(id: string): void;
  clear(): void;
  list(): readonly (FaultRule & { readonly id: string })[];
  /** Takes the rule for a request and counts it. */
  take(method: string, path: string): MatchedFault | undefined;
}

interface Entry {
  readonly id: string;
  readonly rule: FaultRule;
  /** Releases the requests that wait for each other. */
  readonly open: () => void;
  readonly gathered: Promise<undefined>;
  left: number;
  taken: number;
}

/** Makes an empty list of rules. */
export function createFaultRules(): FaultRules {
  let rules: Entry[] = [];
  let count = 0;
  return {
    add: (rule) => {
      const id = `fault-${++count}`;
      const gate = Promise.withResolvers<undefined>();
      const open = () => gate.resolve(undefined);
      rules.unshift({ id, rule, open, gathered: gate.promise, left: rule.times ?? Number.POSITIVE_INFINITY, taken: 0 });
      return id;
    },
    remove: (id) => {
      rules.find((entry) => entry.id === id)?.open();
      rules = rules.filter((entry) => entry.id !== id);
    },
    clear: () => {
      for (const { open } of rules) open();
      rules = [];
    },
    list: () => rules.map(({ id, rule }) => ({ ...rule, id })),
    take: (method, path) => {
      const hit = rules.find(({ rule, left }) => left > 0 && matches(rule, method, path));
      if (hit === undefined) return undefined;
      hit.left -= 1;
      hit.taken += 1;
      // A rule that ends before enough requests have arrived would leave them waiting.
      if (hit.left === 0 || hit.taken >= (hit.rule.gather ?? 0)) hit.open();
      rules = rules.filter(({ left }) => left > 0);
      return hit.rule.gather === undefined ? hit.rule : { ...hit.rule, gathered: hit.gathered };
    },
  };
}

function matches(rule: FaultRule, method: string, path: string): boolean {
  if (rule.method === undefined ? method === 'OPTIONS' : rule.method.toUpperCase() !== method) return false;
  const pattern = rule.path
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${pattern}$`, 'su').test(path);
}
