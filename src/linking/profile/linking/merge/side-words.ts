import type { Side } from './merge-decision';

/** What the two accounts are called throughout the comparison. */
export function sideWords(): Readonly<Record<Side, string>> {
  return {
    current: $localize`:@@onefold.merge.current:This account`,
    other: $localize`:@@onefold.merge.other:The other account`,
  };
}
