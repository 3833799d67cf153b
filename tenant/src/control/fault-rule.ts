/** Something to go wrong on purpose. Plain JSON. */
export interface FaultRule {
  /** HTTP method; any when absent. A preflight (OPTIONS) is spared unless named. */
  readonly method?: string;
  /** Path of the request, without query; `*` stands for anything. Example: `/api/v2/users/auth0*`. */
  readonly path: string;
  /** Answers this instead. Absent: the request goes on (after the delay). */
  readonly status?: number;
  /** JSON body of the answer; an Auth0-like error body when absent. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Waits before anything else (with `afterwards`: before the answer), in milliseconds. */
  readonly delayMs?: number;
  /** Cuts the connection without an answer. */
  readonly drop?: boolean;
  /** Answers `status` (200 when absent) with JSON that breaks off in the middle. */
  readonly malformed?: boolean;
  /** Answers 429 as Auth0 does, to be tried again after so many seconds. */
  readonly rateLimitedFor?: number;
  /**
   * Lets the request do its work first and loses the answer then: the effect has happened, and nobody was told. At
   * `/authorize` and `/oauth/*` only with `drop`.
   */
  readonly afterwards?: boolean;
  /** Ends after so many requests; never when absent. */
  readonly times?: number;
}

/** The rules in force. */
export interface FaultRules {
  /** Adds a rule; later rules win over earlier ones. Returns its id. */
  add(rule: FaultRule): string;
  remove(id: string): void;
  clear(): void;
  list(): readonly (FaultRule & { readonly id: string })[];
  /** Takes the rule for a request and counts it. */
  take(method: string, path: string): FaultRule | undefined;
}

/** Makes an empty list of rules. */
export function createFaultRules(): FaultRules {
  let rules: { readonly id: string; readonly rule: FaultRule; left: number }[] = [];
  let count = 0;
  return {
    add: (rule) => {
      const id = `fault-${++count}`;
      rules.unshift({ id, rule, left: rule.times ?? Number.POSITIVE_INFINITY });
      return id;
    },
    remove: (id) => {
      rules = rules.filter((entry) => entry.id !== id);
    },
    clear: () => {
      rules = [];
    },
    list: () => rules.map(({ id, rule }) => ({ ...rule, id })),
    take: (method, path) => {
      const hit = rules.find(({ rule, left }) => left > 0 && matches(rule, method, path));
      if (hit !== undefined) hit.left -= 1;
      rules = rules.filter(({ left }) => left > 0);
      return hit?.rule;
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
