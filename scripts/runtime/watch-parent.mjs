/** Time between two checks, in milliseconds. */
const INTERVAL = 1000;

/**
 * Reports the end of the parent process (a closed terminal, a killed npm), for which no signal exists. Watches only if npm or
 * the re-run under another Node started this process: a script in the background of a shell may outlive it.
 *
 * @param {() => void} onParentExit Called once.
 * @param {NodeJS.ProcessEnv} env
 */
export function watchParent(onParentExit, env = process.env) {
  if (env['npm_lifecycle_event'] === undefined && env['ONEFOLD_NODE'] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(parent)) return;
    clearInterval(timer);
    onParentExit();
  }, INTERVAL);
  timer.unref();
}

/**
 * @param {number} pid
 * @returns {boolean} Whether a process with this id runs.
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: the process runs, but belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
