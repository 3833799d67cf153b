import { readArguments, type CliRequest } from './read-arguments.ts';
import { DEFAULT_PORT, HELP } from './help.ts';

describe('The arguments of onefold-tenant', () => {
  const start = (line: string): Extract<CliRequest, { kind: 'start' }> => {
    const request = readArguments(line.split(' ').filter(Boolean));
    if (request.kind !== 'start') throw new Error(`Not a start: ${JSON.stringify(request)}`);
    return request;
  };

  it('default to port 4400 and the demo seed', () => {
    expect(start('')).toEqual({
      kind: 'start',
      json: false,
      options: { port: DEFAULT_PORT, control: false, strict: false, allowRemote: false },
    });
  });

  it('set ports, database, seed, issuer, host, auto login and the switches', () => {
    const request = start(
      '--port 0 --tls-port 1 --db t.db --seed s.yaml --issuer https://a.test --host ::1 --allow-remote --auto-login ana@example.com --control --json',
    );
    expect(request).toEqual({
      kind: 'start',
      json: true,
      seed: 's.yaml',
      options: {
        port: 0,
        tls: { port: 1 },
        database: 't.db',
        issuer: 'https://a.test/',
        host: '::1',
        allowRemote: true,
        autoLogin: 'ana@example.com',
        control: true,
        strict: false,
      },
    });
    expect(start('--strict').options.strict).toBeTrue();
  });

  it('register an application by its id, with its origins', () => {
    expect(start('--origin http://localhost:1 --origin https://a.example --client-id x').options.clients).toEqual([
      jasmine.objectContaining({ client_id: 'x', web_origins: ['http://localhost:1', 'https://a.example'] }),
    ]);
    expect(start('--client-id x').options.clients).toEqual([
      jasmine.objectContaining({ client_id: 'x', name: 'x', web_origins: ['http://localhost:4200'] }),
    ]);
    expect(start('--origin http://localhost:1').options.clients).toEqual([
      jasmine.objectContaining({ client_id: 'onefold-demo', name: 'Demo application' }),
    ]);
  });

  it('define clients of any type, and the folder of a CA', () => {
    const web = 'web,type=regular_web,secret=s=1,callback=http://localhost:3000/callback,logout=http://localhost:3000';
    const { options } = start(`--client ${web} --client spa,origin=http://localhost:1 --tls-port 0 --ca-dir ca`);
    expect(options.caDirectory).toBe('ca');
    expect(options.clients).toEqual([
      {
        ...{ client_id: 'web', name: 'web', app_type: 'regular_web', client_secret: 's=1' },
        ...{ callbacks: ['http://localhost:3000/callback'], allowed_logout_urls: ['http://localhost:3000'] },
      },
      { client_id: 'spa', name: 'spa', app_type: 'spa', callbacks: [], web_origins: ['http://localhost:1'] },
    ]);
  });

  it('request the help or the version', () => {
    expect(readArguments(['--help'])).toEqual({ kind: 'help' });
    expect(readArguments(['-h', '--port', '1'])).toEqual({ kind: 'help' });
    expect(readArguments(['--version'])).toEqual({ kind: 'version' });
  });

  it('are all explained by the help', () => {
    const names =
      'port tls-port issuer host allow-remote db seed origin client-id auto-login strict control json help version client ca-dir';
    for (const name of names.split(' ')) expect(HELP).toContain(`--${name}`);
  });

  it('are rejected with a message that names the mistake', () => {
    const wrong: readonly (readonly [args: string, message: RegExp])[] = [
      ['--port x', /--port must be a number/],
      ['--tls-port 70000', /--tls-port must be a number/],
      ['--origin localhost:4200', /--origin localhost:4200 is not an origin/],
      ['--issuer=', /--issuer must not be empty/],
      ['--issuer login.example.com', /--issuer login\.example\.com is not an origin/],
      ['--issuer https://login.example.com/path', /is not an origin such as https:\/\/login\.example\.com/],
      ['--strict --control', /cannot be combined/],
      ['--db=', /--db must not be empty/],
      ['--client type=spa', /--client type=spa must begin with the client's id/],
      ['--client a,type=web', /--client a: type must be one of spa, regular_web/],
      ['--client a,callback=here', /--client a: callback must be a URL, not here/],
      ['--client a,color=red', /--client a: "color" is none of type, secret, callback, logout, origin/],
      ['--client a,secret', /--client a: "secret" must be a member/],
      ['--ca-dir x', /--ca-dir needs --tls-port/],
      ['--bogus', /--bogus/],
      ['extra', /extra/],
      ['--seed', /--seed/],
    ];
    for (const [args, message] of wrong) {
      const request = readArguments(args.split(' '));
      expect(request.kind === 'mistake' ? request.message : request.kind)
        .withContext(args)
        .toMatch(message);
    }
  });
});
