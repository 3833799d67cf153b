import { ProblemError } from '../../platform/problem-error.ts';

/** The code of the `ProblemError` with which `work` rejects, else `done`. Throws any other error. */
export async function problemCodeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    // The refusal is what a spec asks for; anything else is a defect.
    if (error instanceof ProblemError) return error.code;
    throw error;
  }
}
