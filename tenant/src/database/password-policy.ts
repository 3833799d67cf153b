import type { TenantConnection } from '../model/tenant-connection.ts';

/** One demand of a policy, as Auth0 describes it to a sign-up form. */
interface PolicyRule {
  readonly message: string;
  readonly code: string;
  readonly format?: readonly (string | number)[];
  readonly items?: readonly PolicyRule[];
  readonly verified: boolean;
}

/** The result of a password check. */
export interface PasswordVerdict {
  readonly rules: readonly PolicyRule[];
  /** The password meets the policy. */
  readonly verified: boolean;
}

/** Source: Auth0, "Password Strength in Auth0 Database Connections". */
interface Policy {
  readonly length: number;
  /** Required kinds of characters; `three` are lower case, upper case and digits. */
  readonly kinds: 'any' | 'three' | 'three-of-four';
  /** Maximum number of equal characters in a row. */
  readonly inRow?: number;
}

const GOOD: Policy = { length: 8, kinds: 'three-of-four' };
const POLICIES: ReadonlyMap<unknown, Policy> = new Map<unknown, Policy>([
  ['none', { length: 1, kinds: 'any' }],
  ['low', { length: 6, kinds: 'any' }],
  ['fair', { length: 8, kinds: 'three' }],
  ['good', GOOD],
  ['excellent', { length: 10, kinds: 'three-of-four', inRow: 2 }],
]);

const KINDS = [
  { message: 'lower case letters (a-z)', code: 'lowerCase', pattern: /[a-z]/ },
  { message: 'upper case letters (A-Z)', code: 'upperCase', pattern: /[A-Z]/ },
  { message: 'numbers (i.e. 0-9)', code: 'numbers', pattern: /\d/ },
  { message: 'special characters (e.g. !@#$%^&*)', code: 'specialCharacters', pattern: /[^A-Za-z0-9]/ },
] as const;

/** Checks a password against the connection's `options.passwordPolicy`; `good` by default. */
export function checkNewPassword(connection: TenantConnection, password: string): PasswordVerdict {
  const { length, kinds, inRow } = policyOf(connection);
  const rules = [
    lengthRule(length, password),
    ...(kinds === 'any' ? [] : [kindsRule(kinds, password)]),
    ...(inRow === undefined ? [] : [rowRule(inRow, password)]),
  ];
  return { rules, verified: rules.every(({ verified }) => verified) };
}

/** The policy in words, one demand a line. */
export function policyText(rules: readonly PolicyRule[], indent = ''): string {
  return rules
    .map((rule) => {
      const line = `${indent}* ${ruleText(rule)}`;
      return rule.items === undefined ? line : `${line}\n${policyText(rule.items, ' ')}`;
    })
    .join('\n');
}

/** One demand in words. */
export function ruleText({ message, format = [] }: PolicyRule): string {
  const values = [...format];
  return message.replace(/%[ds]/g, () => String(values.shift()));
}

function policyOf({ options }: TenantConnection): Policy {
  const policy = POLICIES.get(options?.['passwordPolicy']) ?? GOOD;
  const complexity = Object(options?.['password_complexity_options']) as Readonly<Record<string, unknown>>;
  const length = complexity['min_length'];
  return typeof length === 'number' ? { ...policy, length } : policy;
}

function lengthRule(length: number, password: string): PolicyRule {
  if (length <= 1) return { message: 'Non-empty password required', code: 'nonEmpty', verified: password !== '' };
  const verified = password.length >= length;
  return { message: 'At least %d characters in length', code: 'lengthAtLeast', format: [length], verified };
}

function kindsRule(kinds: 'three' | 'three-of-four', password: string): PolicyRule {
  const items = (kinds === 'three' ? KINDS.slice(0, 3) : KINDS).map(({ message, code, pattern }) => ({
    ...{ message, code },
    verified: pattern.test(password),
  }));
  const verified = items.filter((item) => item.verified).length >= 3;
  if (kinds === 'three') return { message: 'Should contain:', code: 'shouldContain', items, verified };
  return {
    message: 'Contain at least %d of the following %d types of characters:',
    code: 'containsAtLeast',
    format: [3, 4],
    items,
    verified,
  };
}

function rowRule(most: number, password: string): PolicyRule {
  return {
    message: 'No more than %d identical characters in a row (e.g., "%s" not allowed)',
    code: 'identicalChars',
    format: [most, 'a'.repeat(most + 1)],
    verified: !new RegExp(`(.)\\1{${most}}`, 'u').test(password),
  };
}
