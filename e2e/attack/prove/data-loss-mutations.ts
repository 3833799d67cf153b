import type { Mutation, NoticingSpec } from './mutation.ts';

type Scenario = (typeof SCENARIOS)[number];

const SCENARIOS = [
  'linking an account',
  'linking an account that has linked identities itself',
  'linking and keeping the other account',
  'unlinking',
  'undoing a link',
  'undoing an unlink',
] as const;
const PERFORM_STEP = { file: 'accounts/operation/perform-step.spec.ts', title: 'stays unknown after an unanswered' };

/** A call fails, and the calls that follow, until Auth0 is back after some seconds. */
function followingFailures(scenario: Scenario): NoticingSpec {
  return { file: 'accounts/following-failures.spec.ts', title: `on SQLite ${scenario}: for some seconds` };
}

function everyFailure(scenario: Scenario): NoticingSpec {
  return {
    file: 'accounts/every-failure.spec.ts',
    title: `on SQLite ${scenario}: each call failing once, in each way`,
  };
}

/** Ways to lose data if a call may have happened: the server is killed, or Auth0 does not answer. */
export const DATA_LOSS_MUTATIONS: readonly Mutation[] = [
  {
    defense: 'the plan is stored before the first call',
    edits: [
      {
        file: 'accounts/operation/operation-log.ts',
        find: 'await this.#write(trx, operation, { plan: this.#seal(operation.row.id, plan) });',
        replace: 'await this.#write(trx, operation, {});',
      },
    ],
    specs: [{ file: 'accounts/late-operations.spec.ts', title: 'is completed if the identity was unlinked' }],
  },
  {
    defense: 'progress is stored before each further call',
    edits: [
      {
        file: 'accounts/operation/settle.ts',
        find: 'current = await services.log.save(current, at);',
        replace: 'current = { ...current, plan: at };',
      },
    ],
    specs: [everyFailure('linking an account that has linked identities itself')],
  },
  {
    defense: 'a call of a killed process may have happened',
    edits: [
      {
        file: 'accounts/operation/settle.ts',
        find: 'perform(current, step, resumed && index === plan.next, services)',
        replace: 'perform(current, step, false, services)',
      },
    ],
    specs: SCENARIOS.map(followingFailures),
  },
  {
    defense: 'a change whose outcome cannot be read keeps running',
    edits: [
      {
        file: 'accounts/operation/settle.ts',
        find: "if ('unknown' in result) throw unknownOutcome(result.unknown);",
        replace:
          "if ('unknown' in result) return await beginRevert(current, at, index, rollbackProblem(null), services);",
      },
    ],
    specs: [followingFailures('linking an account'), followingFailures('unlinking')],
  },
  {
    defense: 'a revert whose outcome cannot be read keeps running',
    edits: [
      {
        file: 'accounts/operation/settle.ts',
        find: "if ('unknown' in result || failure.kind !== 'refused') throw unknownOutcome(failure);",
        replace: "if (failure.kind === 'unavailable') throw unknownOutcome(failure);",
      },
    ],
    specs: [followingFailures('linking an account')],
  },
  {
    defense: 'a restart with a wrong machine secret reverts nothing',
    edits: [
      {
        file: 'accounts/operation/perform-step.ts',
        find: "if (state.kind === 'misconfigured' || attempt >= MAX_ATTEMPTS) return { unknown: state };",
        replace: "if (state.kind === 'misconfigured' || attempt >= MAX_ATTEMPTS) return { failed: state };",
      },
    ],
    specs: [PERFORM_STEP, { file: 'testing/crash/wrong-secret.spec.ts' }],
  },
  {
    defense: 'a missing token after an unanswered call is not a refusal',
    edits: [
      {
        file: 'accounts/operation/perform-step.ts',
        find: 'return hasUnansweredAttempt ? { unknown: error } : { failed: error };',
        replace: 'return { failed: error };',
      },
    ],
    specs: [PERFORM_STEP],
  },
  {
    defense: 'a refusal after an unanswered call is checked against Auth0’s state',
    edits: [
      {
        file: 'accounts/operation/perform-step.ts',
        find: 'if (!hasUnansweredAttempt) return { failed: failure ?? state };',
        replace: 'if (failure !== undefined) return { failed: failure };',
      },
    ],
    specs: [PERFORM_STEP],
  },
  {
    defense: 'a refusal is final if every call was answered',
    edits: [
      {
        file: 'accounts/operation/perform-step.ts',
        find: 'if (!hasUnansweredAttempt) return { failed: failure ?? state };',
        replace: '',
      },
    ],
    specs: [
      { ...PERFORM_STEP, title: 'fails on a refusal or a missing token while every earlier attempt was answered' },
    ],
  },
  ...[
    {
      step: 'a change of metadata',
      find: "if (step.do === 'metadata') return user !== null && Object.keys(missing(step, user)).length === 0;",
      replace: "if (step.do === 'metadata') return user !== null;",
      specs: [everyFailure('undoing a link')],
    },
    {
      step: 'a link',
      find: "return step.do === 'link' ? isLinked : user !== null && !isLinked;",
      replace: "return step.do === 'link' ? user !== null : user !== null && !isLinked;",
      specs: [
        {
          file: 'accounts/late-operations.spec.ts',
          title: 'returns every identity to an account of several identities that was partly moved',
        },
      ],
    },
    {
      step: 'an unlink',
      find: "return step.do === 'link' ? isLinked : user !== null && !isLinked;",
      replace: "return step.do === 'link' ? isLinked : user !== null;",
      specs: [everyFailure('unlinking')],
    },
    {
      step: 'the end of sessions',
      find: "if (step.do === 'end-sessions') return false;",
      replace: "if (step.do === 'end-sessions') return true;",
      specs: [
        {
          file: 'accounts/late-operations.spec.ts',
          title: 'ends the sessions of the absorbed account if the process died before that',
        },
      ],
    },
  ].map(({ step, find, replace, specs }) => ({
    defense: `${step} that may have happened is not assumed`,
    edits: [{ file: 'accounts/operation/perform-step.ts', find, replace }],
    specs,
  })),
  {
    defense: 'an operation that cannot be settled delays no other',
    edits: [
      {
        file: 'accounts/operation/recover-operations.ts',
        find: 'left++;',
        replace: 'return { settled, left: left + 1 };',
      },
    ],
    specs: [
      {
        file: 'accounts/operation/lease.spec.ts',
        title: 'reports that Auth0 is unreachable and continues with the next operation',
      },
    ],
  },
  {
    defense: 'the metadata of an absorbed account is restored',
    edits: [
      {
        file: 'accounts/operation/step.ts',
        find: 'identity: step.identity }, ...restoreLost(step)];',
        replace: 'identity: step.identity }, ...restoreLost({ ...step, lost: NO_METADATA })];',
      },
    ],
    specs: [
      {
        file: 'accounts/unlink-and-undo.spec.ts',
        title: 'undoes a link: restores the other account with all of its data',
      },
    ],
  },
  {
    defense: 'an undone confirmation shows no other profile',
    edits: [
      {
        file: 'accounts/account-changes.ts',
        find: "if (row.undone_by !== null) throw new ProblemError('wrong_stage');",
        replace: '',
      },
    ],
    specs: [
      {
        file: 'accounts/unlink-and-undo.spec.ts',
        title: 'responds with an error, not with a profile, to a confirmation repeated after the undo',
      },
    ],
  },
];
