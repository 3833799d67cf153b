import { DEFAULT_PORT, readArguments } from './cli-options.ts';

describe('onefold-tenant arguments', () => {
  it('start on the default port with a demo application', () => {
    const request = readArguments([]);
    expect(request).toEqual({
      kind: 'start',
      options: {
        port: DEFAULT_PORT,
        control: false,
        clients: [jasmine.objectContaining({ client_id: 'onefold-demo', web_origins: ['http://localhost:4200'] })],
      },
    });
  });

  it('take port, database, control, origins and client id', () => {
    const request = readArguments(
      '--port 0 --db t.db --control --origin http://localhost:1 --origin https://a.example --client-id x'.split(' '),
    );
    expect(request).toEqual({
      kind: 'start',
      options: {
        port: 0,
        database: 't.db',
        control: true,
        clients: [
          jasmine.objectContaining({ client_id: 'x', web_origins: ['http://localhost:1', 'https://a.example'] }),
        ],
      },
    });
  });

  it('ask for help or the version', () => {
    expect(readArguments(['--help'])).toEqual({ kind: 'help' });
    expect(readArguments(['--version'])).toEqual({ kind: 'version' });
  });

  it('are refused with what is wrong', () => {
    for (const args of [['--port', 'x'], ['--port', '70000'], ['--origin', 'localhost:4200'], ['--bogus'], ['extra']]) {
      expect(readArguments(args).kind).withContext(args.join(' ')).toBe('mistake');
    }
  });
});
