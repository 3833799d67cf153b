import { panel } from './panel.mjs';

const CONFIG = {
  domain: 'http://localhost:4300',
  clientId: 'onefold-portal',
  audience: 'https://api.example.com/',
  connections: [{ name: 'github', label: 'GitHub' }],
};
const PEOPLE = [
  { name: 'Ana Souza', email: 'ana@example.com', password: 'demo', connection: 'db', hint: 'Start here.' },
  { name: 'Ida Berg', email: 'ida.berg@example.net', connection: 'github', hint: 'No account can absorb hers.' },
];
const origin = 'http://localhost:4200';

describe('The panel', () => {
  it('shows the address, the demo users, and the folder of the notices', () => {
    const text = panel({ origin, config: CONFIG, mode: 'server', people: PEOPLE });
    expect(text).toContain(`Onefold is running:  ${origin}`);
    expect(text).toContain('Ana Souza · ana@example.com · password demo');
    expect(text).toContain('Ida Berg · ida.berg@example.net · GitHub');
    expect(text).toContain('.cache/mail');
    expect(text).not.toContain('No account can absorb hers.');
  });

  it('explains direct mode, which has no linking server', () => {
    const text = panel({ origin, config: CONFIG, mode: 'direct', people: PEOPLE });
    expect(text).toContain('Direct mode');
    expect(text).not.toContain('.cache/mail');
    expect(text).toContain('No account can absorb hers.');
  });

  it('repeats the Auth0 settings of each mode', () => {
    const server = panel({ origin, config: CONFIG, mode: 'server' });
    expect(server).toContain(`${origin}/v1/callback`);
    expect(server).toContain('https://api.example.com/');
    expect(server).toContain('delete:refresh_tokens');
    expect(server).not.toContain('/link/callback');
    const direct = panel({ origin, config: CONFIG, mode: 'direct' });
    expect(direct).toContain(`${origin}/link/callback`);
    expect(direct).toContain('update:current_user_identities');
  });
});
