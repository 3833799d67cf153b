import type { AccountChanges } from '../account-changes.ts';
import { FROM, type LinkingHarness } from './linking-harness.ts';
import { ANA, ANA_GITHUB, OTHER, THIRD } from './test-users.ts';

const CALLER = { subject: ANA, clientId: 'onefold-portal' };

type Change = (changes: AccountChanges) => Promise<unknown>;

/** The preparation, and the change that fails. */
export interface ChangeScenario {
  readonly name: string;
  readonly before?: (changes: AccountChanges, harness: LinkingHarness) => Promise<unknown>;
  readonly prepare: (harness: LinkingHarness) => Promise<Change>;
}

const unlink: Change = (changes) => changes.unlink({ caller: CALLER, identity: ANA_GITHUB, from: FROM, request: {} });

const undo: ChangeScenario['prepare'] = async (harness) => {
  const open = await harness.process().openUndo(ANA);
  return (changes) => changes.undo({ caller: CALLER, handle: open?.handle ?? '', from: FROM });
};

function link(other: string, connection: string, keep: 'current' | 'other'): ChangeScenario['prepare'] {
  return async (harness) => {
    const pair = await harness.ready(ANA, other, connection);
    return (changes) => changes.link({ pair, decision: { keep, choices: {} }, from: FROM });
  };
}

const linkOther = link(OTHER, 'google-oauth2', 'current');

const linked: NonNullable<ChangeScenario['before']> = async (changes: AccountChanges, harness: LinkingHarness) => {
  const change = await linkOther(harness);
  return await change(changes);
};

/** Every kind of change, with accounts of one and of several identities. */
export const CHANGE_SCENARIOS: readonly ChangeScenario[] = [
  { name: 'linking an account', prepare: link(THIRD, 'email', 'current') },
  { name: 'linking an account that has linked identities itself', prepare: linkOther },
  { name: 'linking and keeping the other account', prepare: link(OTHER, 'google-oauth2', 'other') },
  { name: 'unlinking', prepare: () => Promise.resolve(unlink) },
  { name: 'undoing a link', before: linked, prepare: undo },
  { name: 'undoing an unlink', before: unlink, prepare: undo },
];
