import type { Mutation } from './mutation.ts';

const CLOCKS = 'store/database-clock.spec.ts';
const NOW = 'now: () => (last = Math.max(last, Math.round(steady() + offset))),';

/** Fair shares of the rate, clocks, and receivers that do not answer. */
export const LOAD_MUTATIONS: readonly Mutation[] = [
  {
    defense: 'one user cannot use up the rate of changes',
    edits: [
      {
        file: 'auth0/admission.ts',
        find: 'if (ownUntil > now + USER_BURST) return ownUntil - now - USER_BURST;',
        replace: '',
      },
    ],
    specs: [
      {
        file: 'auth0/admission.spec.ts',
        title: 'leaves three quarters of the rate to other users, regardless of one user’s requests',
      },
      { file: 'testing/scale/rejected-unlinks.spec.ts' },
    ],
  },
  {
    defense: 'an operation is refused before its first call if its calls would be made too late',
    edits: [
      {
        file: 'auth0/admission.ts',
        find: 'if (urgent || wait <= 0) {',
        replace: 'if (urgent || wait <= MAX_PLACE_AHEAD) {',
      },
    ],
    specs: [
      {
        file: 'auth0/admission.spec.ts',
        title: 'admits as many as can be completed soon, and gives each of the others its own retry time',
      },
    ],
  },
  {
    defense: 'changes leave a share of the calls to views',
    edits: [
      {
        file: 'auth0/call-queue.ts',
        find: 'const isViewNext = view.length > 0 && this.#consecutiveOperations >= OPERATIONS_PER_VIEW;',
        replace: 'const isViewNext = view.length > 0 && operation.length === 0;',
      },
    ],
    specs: [
      {
        file: 'auth0/call-queue.spec.ts',
        title: 'gives every fourth slot to a view, so that operations do not take all of them',
      },
      { file: 'testing/scale/rejected-unlinks.spec.ts' },
    ],
  },
  {
    defense: 'a view reads the cached user before it calls Auth0',
    edits: [
      {
        file: 'auth0/user-views.ts',
        find: 'if (user !== null) return user;',
        replace: 'if (user !== null && version < 0) return user;',
      },
    ],
    specs: [
      {
        file: 'auth0/management-reads.spec.ts',
        title: 'call Auth0 once for a view, and not again while it is fresh',
      },
    ],
  },
  {
    defense: 'time advances after this machine’s clock has stepped back',
    edits: [
      {
        file: 'platform/clock.ts',
        find: 'offset = Math.max(offset, wall() - steady());',
        replace: 'offset = wall() - steady();',
      },
    ],
    specs: [{ file: 'platform/clock.spec.ts' }],
  },
  {
    defense: 'servers use the time of their database',
    edits: [{ file: 'store/database-clock.ts', find: NOW, replace: 'now: () => Date.now() + 0 * (last + offset),' }],
    specs: [{ file: CLOCKS, title: 'is the same in processes on machines whose clocks differ' }],
  },
  {
    defense: 'the time of the database never decreases',
    edits: [
      { file: 'store/database-clock.ts', find: NOW, replace: 'now: () => (last = Math.round(steady() + offset)),' },
    ],
    specs: [{ file: CLOCKS, title: 'never decreases' }],
  },
  {
    defense: 'a clock that differs from the tenant’s is reported',
    edits: [
      {
        file: 'auth0/check-tenant.ts',
        find: 'if (!(Math.abs(difference) > LEEWAY)) return null;',
        replace: 'if (!(Math.abs(difference) > LEEWAY * 1000)) return null;',
      },
    ],
    specs: [
      { file: 'auth0/check-tenant.spec.ts', title: 'finds a clock that differs by more than the tolerance of tokens' },
    ],
  },
  {
    defense: 'each receiver of messages has its own lane',
    edits: [
      {
        file: 'delivery/outbox.ts',
        find: 'const filters = [...names.map((only) => ({ only })), { except: names }];',
        replace: "const filters = [{ except: names.filter((name) => name === '') .concat('none') }];",
      },
    ],
    specs: [{ file: 'delivery/outbox.spec.ts', title: 'on SQLite delays only the messages to a receiver that hangs' }],
  },
  {
    defense: 'a receiver that does not answer is paused',
    edits: [
      {
        file: 'delivery/breaker.ts',
        find: 'if (!this.isTesting || now < this.#pausedUntil) return;',
        replace: 'if (now < this.#pausedUntil || this.#failures > 0) return;',
      },
    ],
    specs: [{ file: 'delivery/outbox.spec.ts', title: 'pauses a failing receiver, and then tries one message' }],
  },
  {
    defense: 'pages are compressed at a low quality',
    edits: [
      { file: 'portal/handle-portal-request.ts', find: 'const PAGE_QUALITY = 5;', replace: 'const PAGE_QUALITY = 11;' },
    ],
    specs: [
      {
        file: 'portal/portal-handler.spec.ts',
        title: 'compresses pages, which differ for each request, at a low quality',
      },
    ],
  },
];
