import { localizeInEnglish } from './localize-in-english';

describe('localizeInEnglish', () => {
  it('omits the id of a message and the names of its placeholders', () => {
    const [name, count] = ['Google', 3];
    expect(localizeInEnglish`:@@onefold.test:${name}:connection: is linked ${count}:times: times.`).toBe(
      'Google is linked 3 times.',
    );
  });

  it('keeps a colon that does not start a block', () => {
    const name = 'Google';
    expect(localizeInEnglish`Linked${name}\: at 10:30`).toBe('LinkedGoogle: at 10:30');
    expect(localizeInEnglish`Plain text`).toBe('Plain text');
  });

  it('leaves the polyfill of the application in place', () => {
    expect($localize).not.toBe(localizeInEnglish as typeof $localize);
  });
});
