import { authorizationParams } from './login-options';

describe('The parameters of a sign-in', () => {
  const root = document.documentElement;
  let language: string;
  beforeEach(() => {
    language = root.lang;
    root.lang = 'de';
  });
  afterEach(() => (root.lang = language));

  it('accept an invitation to an organization, in the language of the page', () => {
    expect(authorizationParams({ organization: 'org_1', invitation: 'ticket' })).toEqual({
      ui_locales: 'de',
      organization: 'org_1',
      invitation: 'ticket',
    });
  });

  it('include additional ones, over which the named options take precedence', () => {
    const params = { acr_values: 'mfa', ui_locales: 'fr', prompt: 'none' };
    expect(authorizationParams({ params, prompt: 'login', maxAge: 0 })).toEqual({
      ui_locales: 'fr',
      acr_values: 'mfa',
      prompt: 'login',
      max_age: 0,
    });
  });
});
