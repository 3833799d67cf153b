import type { Mutation } from './mutation.ts';

const LOST_KEY = 'lost sealing key: a confirmation after a restart with another key';
const ENDLESS_LINK = 'endless link: a confirmation three minutes after Auth0 stopped responding';

/** Defenses while the server lacks something it depends on. */
export const OUTAGE_MUTATIONS: readonly Mutation[] = [
  {
    defense: 'a lost sealing key causes no internal error',
    edits: [
      {
        file: 'intents/intent-facts.ts',
        find: '} catch {\n    // The caller ends the intent or shows it without the facts.\n    return null;',
        replace: '} catch (error) {\n    throw error;',
      },
    ],
    attacks: [LOST_KEY],
  },
  {
    defense: 'an open intent ends if the key of its facts is lost',
    edits: [
      {
        file: 'intents/stored-intent.ts',
        find: 'return await endIfUnreadable(services, row);',
        replace: 'return row;',
      },
    ],
    attacks: [LOST_KEY],
  },
  {
    defense: 'a repeated confirmation, whose first response was lost, returns the outcome',
    edits: [
      { file: 'accounts/account-changes.ts', find: 'if (before !== null) return before;', replace: 'void before;' },
    ],
    specs: [
      {
        file: 'accounts/link.spec.ts',
        title: 'returns the same outcome to a repeated request, and links nothing again',
      },
    ],
  },
  {
    defense: 'a confirmation of a completed link is answered',
    edits: [
      {
        file: 'intents/confirm-intent.ts',
        find: "if (stage !== 'ready' && stage !== 'linked') throw",
        replace: "if (stage !== 'ready') throw",
      },
    ],
    specs: [
      { file: 'intents/intent-routes.spec.ts', title: 'once: a second confirmation returns the outcome of the first' },
    ],
  },
  {
    defense: 'a confirmation does not wait for a link that does not end',
    edits: [
      {
        file: 'intents/confirm-intent.ts',
        find: 'if (stuck !== undefined) throw unsettledProblem({ retryAfter: RETRY_AFTER });',
        replace: '',
      },
    ],
    attacks: [ENDLESS_LINK],
  },
  {
    defense: 'a step that may have happened is not reverted while it cannot be read',
    edits: [
      {
        file: 'accounts/operation/perform-step.ts',
        find: "hasUnansweredAttempt ||= error.kind === 'unavailable';",
        replace: '',
      },
    ],
    attacks: [ENDLESS_LINK],
  },
];
