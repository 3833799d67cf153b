import { ANA, ANA_GITHUB, OTHER, THIRD } from './people.ts';
import type { AccountChanges } from '../account-changes.ts';
import { FROM, type LinkingBench } from './linking-bench.ts';

const CALLER = { subject: ANA, clientId: 'onefold-portal' };

/** What happens before, and the change that fails somewhere. */
export interface ChangeScenario {
  readonly name: string;
  readonly before?: (bench: LinkingBench) => Promise<void>;
  readonly prepare: (bench: LinkingBench) => Promise<(changes: AccountChanges) => Promise<unknown>>;
}

type Prepare = ChangeScenario['prepare'];

function link(other: string, connection: string, keep: 'current' | 'other'): Prepare {
  return async (bench) => {
    const pair = await bench.ready(ANA, other, connection);
    return (changes: AccountChanges) => changes.link(pair, { keep, choices: {} }, FROM);
  };
}

const undo: Prepare = async (bench) => {
  const open = await bench.process().openUndo(ANA);
  return (changes: AccountChanges) => changes.undo(CALLER, open?.handle ?? '', FROM);
};

/** Every kind of change, with accounts of one and of several identities. */
export const CHANGE_SCENARIOS: readonly ChangeScenario[] = [
  { name: 'linking an account', prepare: link(THIRD, 'email', 'current') },
  { name: 'linking an account that has linked identities itself', prepare: link(OTHER, 'google-oauth2', 'current') },
  { name: 'linking and keeping the other account', prepare: link(OTHER, 'google-oauth2', 'other') },
  {
    name: 'unlinking',
    prepare: () => Promise.resolve((changes: AccountChanges) => changes.unlink(CALLER, ANA_GITHUB, FROM)),
  },
  {
    name: 'undoing a link',
    before: async (bench) => {
      const change = await link(OTHER, 'google-oauth2', 'current')(bench);
      await change(bench.process());
    },
    prepare: undo,
  },
  {
    name: 'undoing an unlink',
    before: async (bench) => {
      await bench.process().unlink(CALLER, ANA_GITHUB, FROM);
    },
    prepare: undo,
  },
];
