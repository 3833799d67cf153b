import { suggestionsIn } from './auth-user';

describe('suggestionsIn', () => {
  const claim = 'https://onefold.dev/suggestions';
  const good = {
    id: '1',
    masked_email: 'a…a@example.com',
    connection: { name: 'github', label: 'GitHub', provider: 'github' },
  };

  it('reads the claims set by the Action', () => {
    expect(suggestionsIn({ [claim]: [good] })).toEqual([good]);
  });

  it('omits claims of the wrong type and accepts any input', () => {
    for (const value of [undefined, null, 'text', 7, {}, { length: 1, 0: good }]) {
      expect(suggestionsIn({ [claim]: value })).toEqual([]);
    }
    const broken = [null, 'text', {}, { ...good, id: 1 }, { ...good, connection: null }, { ...good, connection: {} }];
    expect(suggestionsIn({ [claim]: [...broken, good] })).toEqual([good]);
    expect(suggestionsIn({})).toEqual([]);
  });
});
