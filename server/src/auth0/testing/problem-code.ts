import { ProblemError } from '../../platform/problem-error.ts';

/** The code work was refused with; `done` where it was not. Other errors are the spec's. */
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
