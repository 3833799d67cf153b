import { createLogger, redactText } from './logger.ts';

const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbmEifQ.c2lnbmF0dXJl';

describe('The log', () => {
  function logged(write: (logger: ReturnType<typeof createLogger>) => void): string {
    let text = '';
    write(createLogger({ logLevel: 'debug' }, { write: (line: string) => void (text += line) }));
    return text;
  }

  it('contains no secret of a logged object', () => {
    const secrets = {
      authorization: 'S3CRET1',
      cookie: 'S3CRET2',
      'set-cookie': 'S3CRET3',
      code: 'S3CRET4',
      state: 'S3CRET5',
      token: 'S3CRET6',
      refresh_token: 'S3CRET7',
      client_secret: 'S3CRET8',
    };
    const text = logged((logger) => {
      logger.info(secrets, 'flat');
      logger.info({ headers: secrets, kept: 'visible' }, 'below');
    });
    expect(text).not.toContain('S3CRET');
    expect(text).toContain('visible');
    expect(text).toContain('[redacted]');
  });

  it('contains the name, message, stack and causes of an error, and no other property', () => {
    const cause = Object.assign(new Error(`GET /x?code=S3CRET failed for ${JWT}`), { rawResponse: 'S3CRET' });
    const error = Object.assign(new Error('The call failed.', { cause }), { headers: { authorization: 'S3CRET' } });
    const text = logged((logger) => logger.error({ err: error }, 'failed'));
    expect(text).not.toContain('S3CRET');
    expect(text).not.toContain(JWT);
    const { err } = JSON.parse(text) as { err: { message: string; stack: string; cause: { message: string } } };
    expect(err.message).toBe('The call failed.');
    expect(err.stack).toContain('logger.spec');
    expect(err.cause.message).toBe('GET /x?code=[redacted] failed for [redacted]');
  });

  it('has one line per entry, even if a value contains line breaks', () => {
    const text = logged((logger) =>
      logger.info({ agent: 'x"\n{"level":"error","msg":"forged"}\r\u001b[31m' }, 'request'),
    );
    expect(text.trimEnd().split('\n').length).toBe(1);
    expect(text).not.toContain('\u001b');
    expect((JSON.parse(text) as { msg: string }).msg).toBe('request');
  });
});

describe('redactText', () => {
  it('removes credentials', () => {
    const token = 'x'.repeat(43);
    for (const [text, redacted] of [
      ['/v1/callback?code=abc&state=def&x=1', '/v1/callback?code=[redacted]&state=[redacted]&x=1'],
      [`Authorization: Bearer abc.def`, 'Authorization: Bearer [redacted]'],
      [`id ${JWT}.`, 'id [redacted].'],
      ['postgres://me:pw@db/onefold', 'postgres://[redacted]@db/onefold'],
      [`/v1/notices/${token}`, '/v1/notices/[redacted]'],
    ] as const) {
      expect(redactText(text)).toBe(redacted);
    }
  });

  it('does not change other texts', () => {
    for (const text of ['/v1/me/history?limit=50&cursor=a', 'barcode=7 is shown', 'https://accounts.example.com/x']) {
      expect(redactText(text)).toBe(text);
    }
  });
});
