// The run that a child process of devnet.mjs belongs to: `node <script> <run folder> ...`.
//
// Imported before any module of Lodestar's, because those read the preset from the environment when they
// load.
import fs from "node:fs";
import path from "node:path";

export const runFolder = process.argv[2];
if (runFolder === undefined) {
  console.error(`usage: node ${path.basename(process.argv[1])} <run folder of a devnet>`);
  process.exit(2);
}

/** The path of a file in the run folder. */
export const inRun = (name) => path.join(runFolder, name);

/** The settings of the run, complete, with the ports and the genesis time in force. */
export const settings = JSON.parse(fs.readFileSync(inRun("settings.json"), "utf8"));
process.env.LODESTAR_PRESET = settings.preset;
