// node devnet.mjs <settings.json> <run folder>   runs a devnet until standard input closes
//
// Starts everything, says on standard output how it goes, one line of JSON for each event, and ends
// everything when standard input closes, on SIGTERM or SIGINT, or when a part ends by itself. Logs go into
// the run folder. The exit code is 0 after an orderly end, 1 when a part failed, 2 when the settings or the
// arguments are refused.
import fs from "node:fs";
import path from "node:path";
import { BeaconApi } from "./beacon-api.mjs";
import { readSettings } from "./settings.mjs";
import { Child } from "./supervisor/child.mjs";
import { epochSummary } from "./supervisor/epoch-summary.mjs";
import { withPorts } from "./supervisor/ports.mjs";
import { MisbehaviourPlan } from "./validators/misbehaviour.mjs";

const READY_WITHIN_MS = 120_000;
const POLL_MS = 250;
const LODESTAR_HEAP_MIB = 2048;

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const emit = (event) => console.log(JSON.stringify(event));

class Devnet {
  #children = [];
  #stopping = false;

  constructor(settings, runFolder) {
    this.settings = settings;
    this.runFolder = runFolder;
    this.apiUrl = `http://127.0.0.1:${settings.restPort}`;
    this.api = new BeaconApi(this.apiUrl);
    this.stopped = new Promise((resolve) => (this.resolveStopped = resolve));
  }

  async start() {
    fs.rmSync(path.join(this.runFolder, "data"), { recursive: true, force: true });
    fs.writeFileSync(
      path.join(this.runFolder, "settings.json"),
      `${JSON.stringify(this.settings, null, 2)}\n`,
    );
    const genesis = this.#spawn("genesis", "genesis.mjs", [this.runFolder], { onLine: console.log });
    const code = await genesis.ended;
    if (code !== 0) await this.#fail(genesis, code);
    if (this.#stopping) return;
    this.#supervise(this.#spawn("engine", "engine.mjs", [this.runFolder], { onLine: console.log }));
    const beacon = this.#spawnBeacon();
    this.#supervise(beacon);
    const version = await this.#untilReady(beacon);
    if (version === null || this.#stopping) return;
    emit({ event: "ready", apiUrl: this.apiUrl, genesisTime: this.settings.genesisTime, version });
    if (this.settings.interopValidators > 0) {
      const client = this.#spawn("validators", "validators/client.mjs", [this.runFolder], {
        onLine: console.log,
      });
      this.#supervise(client);
    }
    await this.#reportEpochs();
  }

  /** Ends every process. Resolves `stopped` with the exit code. */
  async stop(reason, exitCode) {
    if (this.#stopping) return;
    this.#stopping = true;
    await Promise.all(this.#children.map((child) => child.stop()));
    emit({ event: "stopped", reason });
    this.resolveStopped(exitCode);
  }

  #spawn(name, script, args, options) {
    const child = new Child(name, script, args, { runFolder: this.runFolder, ...options });
    this.#children.push(child);
    return child;
  }

  #spawnBeacon() {
    const { settings, runFolder } = this;
    const jwt = path.join(runFolder, "jwt.hex");
    fs.writeFileSync(jwt, "0".repeat(64)); // the engine takes any; Lodestar wants one
    const options = {
      dataDir: path.join(runFolder, "data"),
      genesisStateFile: path.join(runFolder, "genesis.ssz"),
      paramsFile: path.join(runFolder, "config.yaml"),
      genesisTime: settings.genesisTime,
      logFormatGenesisTime: settings.genesisTime,
      "execution.engineMock": false,
      "execution.urls": `http://127.0.0.1:${settings.enginePort}`,
      jwtSecret: jwt,
      rest: true,
      "rest.address": "127.0.0.1",
      "rest.port": settings.restPort,
      "rest.namespace": "*",
      listenAddress: "127.0.0.1",
      port: settings.p2pPort,
      quic: false,
      discv5: false,
      mdns: false,
      targetPeers: 0,
      "network.allowPublishToZeroPeers": true,
      "sync.isSingleNode": true,
      "sync.slotImportTolerance": 1_000_000, // otherwise the node calls itself syncing after 8 empty slots
      disableLightClientServer: true,
      logFile: "none",
    };
    const args = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
    return this.#spawn("beacon", "node_modules/@chainsafe/lodestar/lib/index.js", ["dev", ...args], {
      env: { LODESTAR_PRESET: settings.preset },
      nodeArgs: [`--max-old-space-size=${LODESTAR_HEAP_MIB}`],
    });
  }

  /** A part that ends by itself ends the devnet. */
  #supervise(child) {
    void child.ended.then((code) => this.#fail(child, code));
  }

  #fail(child, code) {
    if (this.#stopping) return undefined;
    emit({
      event: "error",
      message: `${child.name} ended (${code})`,
      log: child.logFile,
      tail: child.logTail(),
    });
    return this.stop(`${child.name} ended`, 1);
  }

  /** The node's version once it answers, or null when the devnet is stopping. */
  async #untilReady(beacon) {
    for (const deadline = Date.now() + READY_WITHIN_MS; !this.#stopping; await sleep(POLL_MS)) {
      const answer = await this.api.get("/eth/v1/node/version").catch(() => null);
      if (answer) return answer.data.version;
      if (Date.now() > deadline) await this.#fail(beacon, `no answer in ${READY_WITHIN_MS} ms`);
    }
    return null;
  }

  /** In the last slot of each epoch, says what became of the votes of the epoch before. */
  async #reportEpochs() {
    const { data: spec } = await this.api.get("/eth/v1/config/spec");
    const slotsPerEpoch = Number(spec.SLOTS_PER_EPOCH);
    const { slotMs, genesisTime } = this.settings;
    const epochMs = slotsPerEpoch * slotMs;
    const genesisMs = genesisTime * 1000;
    const first = Math.max(1, Math.floor((Date.now() - genesisMs) / epochMs));
    for (let epoch = first; !this.#stopping; epoch++) {
      const end = genesisMs + (epoch + 1) * epochMs;
      await sleep(Math.max(0, end - slotMs / 4 - Date.now()));
      await this.#reportEpoch(epoch - 1, slotsPerEpoch);
    }
  }

  async #reportEpoch(epoch, slotsPerEpoch) {
    try {
      const { data: state } = await this.api.get("/eth/v2/debug/beacon/states/head");
      const summary = epochSummary(state, this.settings, slotsPerEpoch);
      if (summary.epoch === epoch) emit(summary);
      else emit({ event: "epoch", epoch, blocks: 0, message: `no block since slot ${state.slot}` });
    } catch (e) {
      if (!this.#stopping) emit({ event: "error", message: `no summary of epoch ${epoch}: ${e.message}` });
    }
  }
}

/** Takes the run folder for this process: two devnets in one would write over each other's files. */
function claimRunFolder(folder) {
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, "devnet.pid");
  const owner = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : null;
  if (owner && isDevnet(owner)) throw Error(`${folder} is the run folder of process ${owner}`);
  fs.writeFileSync(file, String(process.pid));
  return () => fs.rmSync(file, { force: true });
}

function isDevnet(pid) {
  const commandLine = `/proc/${pid}/cmdline`;
  return fs.existsSync(commandLine) && fs.readFileSync(commandLine, "utf8").includes("devnet.mjs");
}

/** The settings in force: complete, with ports and an absolute genesis time. */
async function settingsInForce(file) {
  const { genesisDelaySec, ...settings } = await withPorts(readSettings(file));
  new MisbehaviourPlan(settings.misbehaviours); // throws for a plan that cannot be
  const now = Math.floor(Date.now() / 1000);
  if (settings.genesisTime !== null && settings.genesisTime < now) {
    throw Error(`genesisTime ${settings.genesisTime} is ${now - settings.genesisTime} s ago`);
  }
  return { ...settings, genesisTime: settings.genesisTime ?? now + genesisDelaySec };
}

async function main([settingsFile, runFolder]) {
  if (runFolder === undefined) throw Error("usage: node devnet.mjs <settings.json> <run folder>");
  const settings = await settingsInForce(settingsFile);
  const releaseRunFolder = claimRunFolder(runFolder);
  const devnet = new Devnet(settings, path.resolve(runFolder));
  for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => devnet.stop(signal, 0));
  process.stdin.on("end", () => devnet.stop("standard input closed", 0));
  process.stdin.on("error", () => devnet.stop("standard input closed", 0));
  process.stdin.resume();
  process.stdout.on("error", () => devnet.stop("standard output closed", 0));
  devnet.start().catch((e) => {
    emit({ event: "error", message: e.message });
    return devnet.stop("failed", 1);
  });
  const exitCode = await devnet.stopped;
  releaseRunFolder();
  return exitCode;
}

const refused = (e) => {
  emit({ event: "error", message: e.message });
  return 2;
};
process.exit(await main(process.argv.slice(2)).catch(refused));
