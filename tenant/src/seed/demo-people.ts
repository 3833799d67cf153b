import type { DemoPerson } from '../model/tenant-seed.ts';
import { DATABASE, GITHUB, GOOGLE, ENTERPRISE, MICROSOFT } from './demo-connections.ts';
import { DEMO_OTP_SECRET, DEMO_PASSWORD } from './demo-users.ts';

/** The people that the start panel lists, most useful first. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  {
    name: 'Ana Souza',
    email: 'ana@example.com',
    password: DEMO_PASSWORD,
    connection: DATABASE,
    user_id: 'auth0|65f0a1b2c3d4e5f607080901',
    hint: 'Start here: link her Google account, which has the same verified email.',
  },
  {
    name: 'Mira Okafor',
    email: 'mira@example.com',
    password: DEMO_PASSWORD,
    connection: DATABASE,
    user_id: 'auth0|65f0a1b2c3d4e5f607080902',
    hint: 'Six identities: two at Google, one without email, one without a picture. Unlink some.',
  },
  {
    name: 'Maryam',
    email: 'maryam@example.com',
    password: DEMO_PASSWORD,
    connection: DATABASE,
    user_id: 'auth0|65f0a1b2c3d4e5f607080904',
    hint: 'Names with HTML, right-to-left text and emoji.',
  },
  {
    name: 'Otto Tan',
    email: 'otto@example.com',
    password: DEMO_PASSWORD,
    connection: DATABASE,
    user_id: 'auth0|65f0a1b2c3d4e5f607080905',
    hint: `Has a second factor: the page shows the code of his authenticator app, whose key is ${DEMO_OTP_SECRET}.`,
  },
  {
    name: 'Ben Locke',
    email: 'ben@example.com',
    password: DEMO_PASSWORD,
    connection: DATABASE,
    user_id: 'auth0|65f0a1b2c3d4e5f607080903',
    hint: 'Blocked: the tenant refuses his sign-in.',
  },
  {
    name: 'Ana S.',
    email: 'ana@example.com',
    connection: GITHUB,
    user_id: 'github|7340221',
    hint: "Ana's email, never verified: linking must refuse it.",
  },
  {
    name: 'Leo Park',
    email: 'leo.park@example.net',
    connection: GOOGLE,
    user_id: 'google-oauth2|118273645546372819104',
    hint: 'A free Google account to link to any account.',
  },
  {
    name: 'Nora Lind',
    email: 'nora.lind@example.org',
    connection: MICROSOFT,
    user_id: 'windowslive|4f2a9c7be1d03856',
    hint: 'A free Microsoft account to link to any account.',
  },
  {
    name: 'Sam Taylor',
    email: 'sam.taylor@acme.example',
    connection: ENTERPRISE,
    user_id: 'samlp|acme-corp|sam.taylor@acme.example',
    hint: 'A free enterprise account; its user_id contains two bars.',
  },
  {
    name: 'Ida Berg',
    email: 'ida.berg@example.net',
    connection: GOOGLE,
    user_id: 'google-oauth2|112233445566778899001',
    hint: 'Has a linked identity, so no other account can absorb hers.',
  },
];
