import { readFileSync } from 'node:fs';
import { MUTATIONS } from '../../e2e/attack/prove/prove-defences.ts';
import { inWorkspace } from '../runtime/workspace.mjs';

describe('Mutations of the server', () => {
  it('replace texts that occur exactly once in its sources, so that attack:prove needs no run to find a stale one', () => {
    const stale = MUTATIONS.flatMap(({ defence, edits }) =>
      edits
        .filter(({ file, find }) => readFileSync(inWorkspace('server', 'src', file), 'utf8').split(find).length !== 2)
        .map(({ file, find }) => `${defence}: ${file}: ${find}`),
    );
    expect(stale).toEqual([]);
  });
});
