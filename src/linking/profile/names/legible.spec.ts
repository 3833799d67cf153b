import { legible, looksLikeAddress } from './legible';

describe('legible', () => {
  for (const [what, text, shown] of [
    ['a right-to-left override', 'moc.elpmaxe@ana\u202e', 'moc.elpmaxe@ana�'],
    ['an isolate', '\u2067Ana\u2069', '�Ana�'],
    ['a zero-width space', 'ana\u200b@example.com', 'ana�@example.com'],
    ['a zero-width joiner between Latin letters', 'ana\u200d@example.com', 'ana�@example.com'],
    ['a soft hyphen', 'a\u00adna', 'a�na'],
    ['a blank letter', 'Ana\u3164', 'Ana�'],
    ['a control character', 'Ana\u0000\u001b', 'Ana��'],
    ['a tag', 'Ana\u{e0041}', 'Ana�'],
    ['line breaks and runs of spaces', 'Ana\n\u2028  \u00a0Lovelace', 'Ana Lovelace'],
  ] as const) {
    it(`makes ${what} visible or plain`, () => {
      expect(legible(text)).toBe(shown);
    });
  }

  for (const text of [
    'Ana',
    'ليلى حداد',
    'می‌خواهم',
    '👩‍🚀 Zoë',
    '❤️‍🔥',
    'क्‍ष',
    '山田 太郎',
    'ana.lovelace+x@example.com',
  ]) {
    it(`leaves ${text} unchanged`, () => {
      expect(legible(text)).toBe(text);
    });
  }

  it('shortens a long text and keeps its end', () => {
    const shown = legible(`${'a'.repeat(5000)}@victim.example`);
    expect(Array.from(shown).length).toBe(80);
    expect(shown).toMatch(/^a+….*@victim\.example$/);
  });
});

describe('looksLikeAddress', () => {
  for (const text of [
    'victim@example.com',
    'victim＠example.com',
    'victim﹫example',
    'v\u200bictim\u2060@\u200bexample.com',
  ]) {
    it(`is true of ${JSON.stringify(text)}`, () => expect(looksLikeAddress(text)).toBeTrue());
  }
  for (const text of ['Ana', '@ana', 'Ana @ home', '']) {
    it(`is false of ${JSON.stringify(text)}`, () => expect(looksLikeAddress(text)).toBeFalse());
  }
});
