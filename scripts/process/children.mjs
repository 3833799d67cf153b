import { spawnSync } from 'node:child_process';
import { watchParent } from '../runtime/watch-parent.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** How long a child may take to end by itself, in milliseconds. */
const STOP_TIMEOUT = 5000;

/** @type {Set<ChildProcess>} */
const running = new Set();

let stopping = false;

/** @returns {boolean} Whether this process is ending its children because it received a signal to stop. */
export function isStopping() {
  return stopping;
}

/** Options that give a child its own process group, so that the processes it starts end with it. */
export const OWN_GROUP = { detached: process.platform !== 'win32', windowsHide: true };

/**
 * Registers a child that must end with this process.
 *
 * @template {ChildProcess} T
 * @param {T} child Started with {@link OWN_GROUP}.
 * @returns {T}
 */
export function trackChild(child) {
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/**
 * Ends a child and everything it started: by a signal first, by force after five seconds.
 *
 * @param {ChildProcess} child
 * @returns {Promise<void>} When it has ended.
 */
export async function endChild(child) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  signalGroup(child, 'SIGTERM');
  const force = setTimeout(() => {
    signalGroup(child, 'SIGKILL');
  }, STOP_TIMEOUT);
  await ended;
  clearTimeout(force);
}

/** @type {(() => Promise<void> | void) | undefined} */
let beforeEnd;
let listening = false;

/**
 * When this process gets a signal or its parent ends: calls `stop` once, then ends every child and exits with 128 + the signal's
 * number.
 *
 * @param {() => Promise<void> | void} [stop] Runs before the children end; replaces that of an earlier call.
 */
export function stopOnSignals(stop) {
  beforeEnd = stop ?? beforeEnd;
  if (listening) return;
  listening = true;
  /** @param {number} code */
  const end = async (code) => {
    if (stopping) return;
    stopping = true;
    await beforeEnd?.();
    await Promise.all([...running].map(endChild));
    process.exit(code);
  };
  process.on('SIGINT', () => void end(130));
  process.on('SIGTERM', () => void end(143));
  process.on('SIGHUP', () => void end(129));
  watchParent(() => void end(129));
}

/**
 * @param {ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group ended between the check and the signal.
  }
}
