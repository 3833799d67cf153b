import type { IdentityRef, LinkDecision } from '@onefold/contract';
import { ANA, MIRA } from '../../auth0/testing/auth0-harness.ts';

/** Ida's account: Google, with GitHub linked to it. */
export const IDA = 'google-oauth2|112233445566778899001';
const MIRA_GITHUB: IdentityRef = { provider: 'github', user_id: '583231' };

/** Runs the actions of a user. */
export interface Changer {
  link(current: string, other: string, decision: LinkDecision): Promise<unknown>;
  unlink(account: string, identity: IdentityRef): Promise<unknown>;
  /** Undoes the latest change of an account. */
  undo(account: string): Promise<unknown>;
}

/** A change, and what has to happen before. */
export interface CrashScenario {
  readonly name: string;
  readonly before?: (changer: Changer) => Promise<unknown>;
  readonly change: (changer: Changer) => Promise<unknown>;
  /** Whether reverting it links an identity again, which Auth0 then puts at the end of the list. */
  readonly relinks?: true;
  /** The scenario to use where one is enough: the shortest one with every kind of failure. */
  readonly example?: true;
  /** Its steps are those of linking: real kills are tried there. */
  readonly repeatsLinkSteps?: true;
}

const chooseOtherTheme: LinkDecision = { keep: 'current', choices: { 'user_metadata.theme': 'other' } };
const keepOther: LinkDecision = { keep: 'other', choices: { 'user_metadata.theme': 'current' } };

/** Linking (with metadata, and an account with several identities), keeping the other account, unlinking, and both undone. */
export const CRASH_SCENARIOS: readonly CrashScenario[] = [
  { name: 'linking', change: (changer) => changer.link(ANA, IDA, chooseOtherTheme) },
  {
    name: 'linking and keeping the other account',
    change: (changer) => changer.link(ANA, IDA, keepOther),
    repeatsLinkSteps: true,
  },
  { name: 'unlinking', change: (changer) => changer.unlink(MIRA, MIRA_GITHUB), relinks: true, example: true },
  {
    name: 'undoing a link',
    before: (changer) => changer.link(ANA, IDA, chooseOtherTheme),
    change: (changer) => changer.undo(ANA),
  },
  {
    name: 'undoing an unlink',
    before: (changer) => changer.unlink(MIRA, MIRA_GITHUB),
    change: (changer) => changer.undo(MIRA),
    repeatsLinkSteps: true,
  },
];
