import { readFileSync } from 'node:fs';
import { MUTATIONS } from '../../e2e/attack/prove/prove-defenses.ts';
import { inWorkspace } from '../runtime/workspace.mjs';

describe('Mutations of the server', () => {
  it('replace texts that occur exactly once in its sources, so that attack:prove needs no run to find a stale one', () => {
    const stale = MUTATIONS.flatMap(({ defense, edits }) =>
      edits
        .filter(({ file, find }) => readFileSync(inWorkspace('server', 'src', file), 'utf8').split(find).length !== 2)
        .map(({ file, find }) => `${defense}: ${file}: ${find}`),
    );
    expect(stale).toEqual([]);
  });
});
