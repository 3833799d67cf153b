import { spawn } from 'node:child_process';
import { WORKSPACE } from '../runtime/workspace.mjs';
import { OWN_GROUP, endChild, isStopping, trackChild } from './children.mjs';

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env] Added to this process's environment.
 * @property {boolean} [shell]
 * @property {string} [cwd] Default: the project's folder.
 * @property {number} [seconds] Ends the program, and those it started, after this time.
 * @property {(text: string) => void} [onOutput] Receives each piece of output as it arrives.
 *
 * @typedef {object} RunResult
 * @property {number} code Exit code; 1 if a signal ended it or it did not start.
 * @property {string} output Standard output and standard error in order of arrival.
 * @property {string} stdout Standard output alone.
 */

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>} Never rejects: a failure is a result, too.
 */
export function run(command, args, { env, shell = false, cwd = WORKSPACE, seconds, onOutput } = {}) {
  const child = trackChild(
    spawn(command, args, {
      cwd,
      shell,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...OWN_GROUP,
    }),
  );
  let output = '';
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    output += text;
    stdout += text;
    onOutput?.(text);
  });
  child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
    output += text;
    onOutput?.(text);
  });
  const limit = seconds === undefined ? undefined : setTimeout(() => void endChild(child), seconds * 1000);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      clearTimeout(limit);
      resolve({ code: 1, output: `${output}${error.message}\n`, stdout });
    });
    child.on('close', (code, signal) => {
      clearTimeout(limit);
      // This process ended it while stopping: not a failure to report.
      if (isStopping()) return;
      if (signal !== null) output += `Ended by ${signal}.\n`;
      resolve({ code: code ?? 1, output, stdout });
    });
  });
}

/**
 * Runs a JavaScript file of an installed package, without npx and without a shell.
 *
 * @param {string} script Path inside the project, for example `node_modules/eslint/bin/eslint.js`.
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function runNode(script, args, options) {
  return run(process.execPath, [script, ...args], options);
}
