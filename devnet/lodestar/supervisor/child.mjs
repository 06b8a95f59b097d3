// A process of the devnet: logs into the run folder, ends with the supervisor, passes on the lines that it
// prints.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";

const LIFELINE = path.join(import.meta.dirname, "..", "lifeline.mjs");
const GRACE_MS = 5000;
const LOG_TAIL_BYTES = 4000;

export class Child {
  /**
   * @param name Also the name of the log file.
   * @param script A script of this folder, or a path.
   * @param args Its arguments.
   * @param options.env Environment variables over those of this process.
   * @param options.nodeArgs Arguments for node itself.
   * @param options.onLine Takes each event on standard output, which goes to the log otherwise.
   */
  constructor(name, script, args, { runFolder, env = {}, nodeArgs = [], onLine }) {
    this.name = name;
    this.logFile = path.join(runFolder, `${name}.log`);
    const log = fs.openSync(this.logFile, "w");
    const file = path.resolve(import.meta.dirname, "..", script);
    // A session of its own: Ctrl-C in a terminal reaches the supervisor alone, which then stops the rest in
    // order.
    this.process = spawn(process.execPath, [...nodeArgs, "--import", LIFELINE, file, ...args], {
      detached: true,
      env: { ...process.env, ...env },
      stdio: ["pipe", onLine ? "pipe" : log, log],
    });
    fs.closeSync(log);
    this.process.stdin.on("error", () => {}); // a child that ends closes its end of the pipe
    if (onLine)
      readline.createInterface({ input: this.process.stdout }).on("line", (line) => this.#take(line, onLine));
    this.ended = new Promise((resolve) => {
      this.process.on("error", (e) => resolve(e.message));
      this.process.on("close", (code, signal) => resolve(signal ?? code));
    });
  }

  /** Events are JSON objects; whatever else a library prints belongs into the log. */
  #take(line, onLine) {
    if (line.startsWith("{")) onLine(line);
    else fs.appendFileSync(this.logFile, `${line}\n`);
  }

  /** Asks the process to end, and kills it if it has not within the grace time. */
  async stop() {
    this.process.kill("SIGTERM");
    const kill = setTimeout(() => this.process.kill("SIGKILL"), GRACE_MS);
    await this.ended;
    clearTimeout(kill);
  }

  /** The end of its log. */
  logTail() {
    const text = fs.readFileSync(this.logFile, "utf8");
    return text.slice(-LOG_TAIL_BYTES).split("\n").slice(-12).join("\n");
  }
}
