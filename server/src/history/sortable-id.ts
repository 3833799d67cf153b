import { randomBytes } from 'node:crypto';

const COUNTER_LIMIT = 0x1000;

/**
 * Makes ids that sort by time, and within a millisecond by their order (UUIDv7 with the counter of RFC 9562 §6.2, method 1). Ids
 * made after the clock has stepped back still sort after earlier ones.
 *
 * @returns Makes the next id; takes epoch milliseconds.
 */
export function sortableIds(): (now: number) => string {
  let last = 0;
  let counter = 0;
  return (now) => {
    if (now > last) {
      last = now;
      counter = 0;
    } else if (++counter === COUNTER_LIMIT) {
      last++;
      counter = 0;
    }
    const random = randomBytes(8);
    random.writeUInt8((random.readUInt8(0) & 0x3f) | 0x80, 0);
    return idOf(last, counter, random.toString('hex'));
  };
}

/** The smallest id of a time: all ids of earlier times sort before it. @param time Epoch milliseconds. */
export function firstIdAt(time: number): string {
  return idOf(Math.max(0, time), 0, '8000000000000000');
}

function idOf(milliseconds: number, counter: number, tail: string): string {
  const time = milliseconds.toString(16).padStart(12, '0');
  const version = `7${counter.toString(16).padStart(3, '0')}`;
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}
