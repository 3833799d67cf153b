import { fork } from 'node:child_process';
import { WORKSPACE } from '../runtime/workspace.mjs';
import { OWN_GROUP, endChild, trackChild } from './children.mjs';

/** Lines of output kept for the report of a crash. */
const REPORTED_LINES = 20;

/**
 * A child process that runs until it is stopped. It ends when this process ends, because its channel
 * closes.
 *
 * @typedef {object} Service
 * @property {Promise<unknown>} message The first message it sends.
 * @property {Promise<string>} crashed Resolves with a report if it ends although it was not stopped.
 * @property {() => Promise<void>} stop
 */

/**
 * @param {object} options
 * @param {string} options.name Its name in messages.
 * @param {string} options.script Absolute path.
 * @param {readonly string[]} [options.args]
 * @param {NodeJS.ProcessEnv} [options.env] Added to this process's environment.
 * @param {(line: string) => void} [options.onLine] Receives each line of output as it arrives.
 * @returns {Service}
 */
export function startService({ name, script, args = [], env, onLine }) {
  const child = trackChild(
    fork(script, args, {
      cwd: WORKSPACE,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      ...OWN_GROUP,
    }),
  );
  /** @type {string[]} */
  const lines = [];
  /** @param {string} text */
  const keep = (text) => {
    for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
      lines.push(line);
      if (lines.length > REPORTED_LINES) lines.shift();
      onLine?.(line);
    }
  };
  child.stdout?.setEncoding('utf8').on('data', keep);
  child.stderr?.setEncoding('utf8').on('data', keep);

  let stopping = false;
  return {
    message: new Promise((resolve) => child.once('message', resolve)),
    crashed: new Promise((resolve) => {
      child.once('error', (error) => {
        resolve(report(name, error.message, lines));
      });
      child.once('close', (code, signal) => {
        if (!stopping) resolve(report(name, signal ?? `exit code ${String(code)}`, lines));
      });
    }),
    stop: () => {
      stopping = true;
      return endChild(child);
    },
  };
}

/**
 * @param {string} name
 * @param {string} outcome
 * @param {readonly string[]} lines
 * @returns {string}
 */
function report(name, outcome, lines) {
  return [`The ${name} stopped unexpectedly (${outcome}). Last lines:`, ...lines.map((line) => `  ${line}`)].join('\n');
}
