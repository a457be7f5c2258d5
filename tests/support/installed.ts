/**
 * For a process of its own that runs a program of ours. What it needs from npm is there, for the tests themselves run
 * on it. Otherwise each process looks after `node_modules`, and all of them wait for each other with that.
 */
export const INSTALLED = "--node-modules-dir=manual";
