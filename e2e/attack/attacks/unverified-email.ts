import { assertDefended, type Attack } from '../attack.ts';
import type { AttackHarness } from '../attack-harness.ts';
import { proveWith } from '../forged-proof.ts';

/** Values that providers have sent instead of `true` (CVE-2026-97175, CVE-2020-13292). */
const UNVERIFIED: readonly (readonly [string, unknown])[] = [
  ['absent', null],
  ['false', false],
  ['0', 0],
  ['1', 1],
  ['"false"', 'false'],
  ['"true"', 'true'],
];

/** Attacks with an unverified email address. */
export const UNVERIFIED_EMAIL: readonly Attack[] = UNVERIFIED.map(([what, value]) => ({
  name: `unverified email: email_verified ${what}`,
  run: async (harness: AttackHarness): Promise<string> => {
    const [victim, other] = [await harness.user(), await harness.user({ connection: 'google-oauth2' })];
    const { stage, error } = await proveWith(harness, victim, {
      ...{ connection: 'google-oauth2', sub: other.sub },
      forge: (valid) =>
        harness.tenant.control.signToken({ ...valid, email: other.account.email, email_verified: value }),
    });
    assertDefended(stage === 'failed' && error?.code === 'email_not_verified', `the intent is ${stage}`);
    return error.code;
  },
}));
