// Loaded before a child's own code (`node --import`): ends the process when its standard input closes.
//
// devnet.mjs holds the other end of that pipe, so its children end with it, however it ends.
import { isMainThread } from "node:worker_threads";

if (isMainThread) {
  process.stdin.on("end", () => process.exit(0));
  process.stdin.on("error", () => process.exit(0));
  process.stdin.resume();
  process.stdin.unref(); // a process that is done ends without it
}
