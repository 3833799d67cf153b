import { legible } from '../names/legible';

/** Marks a name inside a sentence: FIRST STRONG ISOLATE … POP DIRECTIONAL ISOLATE (Unicode UAX #9). */
export function isolated(name: string): string {
  return `\u2068${legible(name)}\u2069`;
}
