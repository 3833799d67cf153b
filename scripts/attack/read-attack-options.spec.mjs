import { readAttackOptions } from './read-attack-options.mjs';

describe('The command line of the attacks', () => {
  it('has no target by default', () => {
    expect(readAttackOptions([])).toEqual({ target: undefined, json: false });
  });

  it('uses the origin of the target address', () => {
    expect(readAttackOptions(['--json', '--target', 'https://accounts.example.com/profile'])).toEqual({
      target: 'https://accounts.example.com',
      json: true,
    });
  });

  for (const args of [['--target', 'accounts.example.com'], ['--target', 'file:///etc'], ['--target'], ['--fast']]) {
    it(`explains what is wrong with ${args.join(' ')}`, () => {
      expect(() => readAttackOptions(args)).toThrowMatching((error) => /--target|Options/.test(String(error)));
    });
  }
});
