import { monotonic } from './clock.ts';

describe('The clock of a process', () => {
  it('advances after the machine’s clock has stepped back, and follows a step forward', () => {
    let [wall, steady] = [1_000_000, 0];
    const clock = monotonic(
      () => wall,
      () => steady,
    );
    const pass = (milliseconds: number, step = 0) => {
      wall += milliseconds + step;
      steady += milliseconds;
      return clock.now();
    };
    expect(clock.now()).toBe(1_000_000);
    expect(pass(1_000)).toBe(1_001_000);
    expect(pass(1_000, -3_600_000)).toBe(1_002_000);
    expect(pass(1_000)).toBe(1_003_000);
    expect(pass(1_000, 7_200_000)).toBe(wall);
  });
});
