import { avatar } from '../model/avatar.ts';
import type { NewUser } from '../model/tenant-seed.ts';
import type { TenantProfile } from '../model/tenant-user.ts';
import { DATABASE, EMAIL, ENTERPRISE, GITHUB, GOOGLE, MICROSOFT, SMS } from './demo-connections.ts';

/** The password of every user with a database account. */
export const DEMO_PASSWORD = 'demo';

const created_at = '2026-01-15T09:30:00.000Z';

/** Ana has a database account and, separately, a Google one with the same verified address: made to be linked. */
const ANA: readonly NewUser[] = [
  {
    connection: DATABASE,
    user_id: '65f0a1b2c3d4e5f607080901',
    password: DEMO_PASSWORD,
    profile: personProfile('Ana', 'Souza', 'ana@example.com', true),
    user_metadata: { theme: 'dark', newsletter: true },
    app_metadata: { plan: 'team' },
    created_at,
  },
  {
    connection: GOOGLE,
    user_id: '104938271650493827165',
    profile: personProfile('Ana', 'Souza', 'ana@example.com', true, { locale: 'pt' }),
    user_metadata: { theme: 'light' },
    created_at,
  },
  {
    connection: GITHUB,
    user_id: 7_340_221,
    profile: personProfile('Ana', 'S.', 'ana@example.com', false, { nickname: 'not-really-ana' }),
    created_at,
  },
];

/** Mira has linked an identity of nearly every kind. */
const MIRA: NewUser = {
  connection: DATABASE,
  user_id: '65f0a1b2c3d4e5f607080902',
  password: DEMO_PASSWORD,
  profile: personProfile('Mira', 'Okafor', 'mira@example.com', true),
  user_metadata: { theme: 'system' },
  created_at,
  linked: [
    {
      connection: GOOGLE,
      user_id: '109283746510928374651',
      profile: personProfile('Mira', 'Okafor', 'mira.okafor@example.net', true),
    },
    {
      connection: GOOGLE,
      user_id: '117263549817263549817',
      profile: withoutPicture(personProfile('Mira', 'O. (work)', 'mira@work.example', true)),
    },
    {
      connection: GITHUB,
      user_id: 583_231,
      profile: personProfile('Mira', 'Okafor', 'mira.okafor@example.net', true, { nickname: 'mirao' }),
    },
    {
      connection: ENTERPRISE,
      user_id: 'acme-corp|emea|mira.okafor',
      profile: personProfile('Mira', 'Okafor', 'mira.okafor@acme.example', true),
    },
    {
      connection: SMS,
      user_id: '65f0a1b2c3d4e5f607080912',
      profile: { name: '+15550100233', phone_number: '+15550100233', phone_verified: true },
    },
  ],
};

const BEN: NewUser = {
  connection: DATABASE,
  user_id: '65f0a1b2c3d4e5f607080903',
  password: DEMO_PASSWORD,
  profile: personProfile('Ben', 'Locke', 'ben@example.com', true),
  blocked: true,
  created_at,
};

/** Base32 secret of Otto's authenticator app; not confidential: it is published here. */
export const DEMO_OTP_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

/** Otto is asked for a second factor at every login. */
const OTTO: NewUser = {
  connection: DATABASE,
  user_id: '65f0a1b2c3d4e5f607080905',
  password: DEMO_PASSWORD,
  profile: personProfile('Otto', 'Tan', 'otto@example.com', true),
  mfa: { secret: DEMO_OTP_SECRET, always: true },
  created_at,
};

/** Maryam's names try everything a page can get wrong: markup, right-to-left text, direction overrides, emoji. */
const MARYAM: NewUser = {
  connection: DATABASE,
  user_id: '65f0a1b2c3d4e5f607080904',
  password: DEMO_PASSWORD,
  profile: personProfile('مريم', 'الخطيب 👩🏽‍🚀', 'maryam@example.com', true, {
    nickname: '<b>maryam</b> & "co"',
  }),
  user_metadata: { motto: '</script><script>alert(1)</script>' },
  created_at,
  linked: [
    {
      connection: GOOGLE,
      user_id: '101010101010101010101',
      profile: personProfile('<img src=x onerror=alert(1)>', 'Al-Khatib', 'maryam.k@example.net', true),
    },
    {
      connection: GITHUB,
      user_id: 990_017,
      profile: personProfile('\u202Emoc.live\u202C', '🏳️‍🌈 🇯🇴', undefined, false, { nickname: '{{ 7 * 7 }}' }),
    },
  ],
};

/** Ida's Google account has a linked GitHub account: Auth0's worst case refuses to absorb her. */
const IDA: NewUser = {
  connection: GOOGLE,
  user_id: '112233445566778899001',
  profile: personProfile('Ida', 'Berg', 'ida.berg@example.net', true),
  created_at,
  linked: [
    { connection: GITHUB, user_id: 1_024_768, profile: personProfile('Ida', 'Berg', 'ida.berg@example.net', true) },
  ],
};

/** Accounts that are not linked yet, at least one for each provider. */
const UNLINKED: readonly NewUser[] = [
  {
    connection: GOOGLE,
    user_id: '118273645546372819104',
    profile: personProfile('Leo', 'Park', 'leo.park@example.net', true),
    created_at,
  },
  {
    connection: GITHUB,
    user_id: 4_815_162,
    profile: personProfile('Noor', 'Haddad', 'noor@example.org', true, { nickname: 'noorh' }),
    created_at,
  },
  {
    connection: GITHUB,
    user_id: 2_718_281,
    profile: withoutPicture(personProfile('Kai', 'Private', undefined, false, { nickname: 'kai-private' })),
    created_at,
  },
  {
    connection: MICROSOFT,
    user_id: '4f2a9c7be1d03856',
    profile: personProfile('Nora', 'Lind', 'nora.lind@example.org', true),
    created_at,
  },
  {
    connection: ENTERPRISE,
    user_id: 'acme-corp|sam.taylor@acme.example',
    profile: personProfile('Sam', 'Taylor', 'sam.taylor@acme.example', true),
    created_at,
  },
  { connection: EMAIL, profile: personProfile('Ruth', 'Adler', 'ruth@example.org', true), created_at },
  {
    connection: SMS,
    profile: { name: '+15550100777', phone_number: '+15550100777', phone_verified: true },
    created_at,
  },
];

/** Every user in the demo tenant. */
export const DEMO_USERS: readonly NewUser[] = [...ANA, MIRA, OTTO, BEN, MARYAM, IDA, ...UNLINKED];

/** Names, nickname and picture of a person with an address. */
function personProfile(
  given: string,
  family: string,
  email: string | undefined,
  verified: boolean,
  extra: TenantProfile = {},
): TenantProfile {
  const name = `${given} ${family}`;
  return {
    name,
    given_name: given,
    family_name: family,
    nickname: email?.split('@')[0] ?? given.toLowerCase(),
    picture: avatar(name),
    ...(email === undefined ? {} : { email, email_verified: verified }),
    ...extra,
  };
}

/** A profile as it comes from a provider that sends no picture. */
function withoutPicture({ picture: _picture, ...profile }: TenantProfile): TenantProfile {
  return profile;
}
