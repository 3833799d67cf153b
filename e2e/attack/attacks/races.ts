import { mustHold, type Attack } from '../attack.ts';
import type { AttackWorld } from '../attack-world.ts';

/** Calls of the Management API that changed identities. */
const IDENTITIES = /\/identities(\/|$)/;

/** Races. */
export const RACES: readonly Attack[] = [
  {
    name: 'races: the last two sign-ins unlinked at once',
    run: async (world: AttackWorld): Promise<string> => {
      const profile = { name: 'Linked', email: `${crypto.randomUUID()}@example.com`, email_verified: true };
      const victim = await world.person({
        connection: 'acme-corp',
        linked: ['google-oauth2', 'github'].map((connection) => ({ connection, profile })),
      });
      await victim.elevate();
      const linked = (await victim.me()).body.identities.filter(({ primary }) => !primary);
      world.tenant.control.setConnectionEnabled(world.clientId, 'acme-corp', false);
      try {
        const answers = await Promise.all(linked.map((identity) => victim.unlink(identity)));
        const left = world.tenant.control.users().find(({ user_id }) => user_id === victim.sub)?.identities.length;
        mustHold(left === 2, `${left} sign-ins are left, of which one is disabled`);
        mustHold(answers.filter(({ status }) => status === 200).length === 1, 'not exactly one was unlinked');
        return answers.map(({ outcome }) => outcome).join(', ');
      } finally {
        world.tenant.control.setConnectionEnabled(world.clientId, 'acme-corp', true);
      }
    },
  },
  {
    name: 'races: one intent confirmed many times at once',
    run: async (world: AttackWorld): Promise<string> => {
      const [victim, other] = [await world.person(), await world.person({ connection: 'google-oauth2' })];
      const intent = await victim.prove(other.account);
      world.tenant.control.journal.clear();
      const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => victim.confirm(intent)));
      const links = world.tenant.control.journal
        .entries()
        .filter(({ method, path, status }) => method === 'POST' && IDENTITIES.test(path) && status === 201);
      mustHold(links.length === 1, `linked ${links.length} times`);
      const strange = answers.find(({ outcome }) => outcome !== 'ok' && outcome !== 'change_in_progress');
      mustHold(strange === undefined, `one is answered ${String(strange?.outcome)}`);
      mustHold(
        answers.some(({ status }) => status === 200),
        'nobody reads that it worked',
      );
      return 'one link at Auth0; the others read its outcome or wait';
    },
  },
  {
    name: 'races: one account linked to two others at once',
    run: async (world: AttackWorld): Promise<string> => {
      const people = [await world.person(), await world.person()];
      const other = await world.person({ connection: 'github' });
      const intents = [];
      for (const person of people) intents.push({ person, intent: await person.prove(other.account) });
      const answers = await Promise.all(intents.map(({ person, intent }) => person.confirm(intent)));
      mustHold(answers.filter(({ status }) => status === 200).length === 1, answers.map((each) => each.outcome).join());
      return answers.map(({ outcome }) => outcome).join(', ');
    },
  },
];
