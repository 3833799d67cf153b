import { timeLeft } from './time-left';

describe('timeLeft', () => {
  for (const [seconds, words] of [
    [600, '10 minutes'],
    // The clock of the device is a few seconds slow.
    [608, '10 minutes'],
    [100, '2 minutes'],
    [61, '1 minute'],
    [60, '60 seconds'],
    [1, '1 second'],
    [0, '0 seconds'],
  ] as const) {
    it(`returns “${words}” for ${seconds} seconds`, () => {
      expect(timeLeft(seconds)).toBe(words);
    });
  }
});
