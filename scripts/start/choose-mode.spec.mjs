import { chooseMode } from './choose-mode.mjs';

describe('The choice of the mode', () => {
  it('is the linking server by default', () => {
    expect(chooseMode({ direct: false, auth0: false, settings: {} })).toEqual({ mode: 'server' });
    expect(chooseMode({ direct: true, auth0: false, settings: {} })).toEqual({ mode: 'direct' });
  });

  it('is the linking server for an Auth0 tenant if any of its credentials is set', () => {
    const settings = { ONEFOLD_MACHINE_CLIENT_SECRET_FILE: '/run/secrets/machine' };
    expect(chooseMode({ direct: false, auth0: true, settings })).toEqual({ mode: 'server' });
    expect(chooseMode({ direct: true, auth0: true, settings })).toEqual({ mode: 'direct' });
  });

  it('is direct mode for an Auth0 tenant without such credentials, with an explanation', () => {
    const { mode, note } = chooseMode({ direct: false, auth0: true, settings: {} });
    expect(mode).toBe('direct');
    expect(note).toContain('ONEFOLD_SERVER_CLIENT_ID');
  });
});
