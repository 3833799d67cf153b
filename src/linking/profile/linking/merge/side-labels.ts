import type { Side } from './merge-decision';

/** The labels of the two accounts in the comparison. */
export function sideLabels(): Readonly<Record<Side, string>> {
  return {
    current: $localize`:@@onefold.merge.current:This account`,
    other: $localize`:@@onefold.merge.other:The other account`,
  };
}
