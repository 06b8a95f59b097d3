// A full node on regtest that talks to nobody: `node node.mjs [folder]`.
//
// Without a folder the chain is in memory only. The password of the JSON-RPC interface comes in the variable
// TPOOL_RPC_PASSWORD, where no list of processes shows it; any user name will do. The port is one that the
// system chooses. Says `ready <port> <height>` once it answers, and ends when its standard input does, so
// that it ends with its parent, however that ends.
import process from "node:process";

process.env.NODE_BACKEND = "js"; // the native part of bcoin's cryptography is not built
const { default: FullNode } = await import("bcoin/lib/node/fullnode.js");

const folder = process.argv[2];
const node = new FullNode({
  network: "regtest",
  memory: folder === undefined,
  prefix: folder,
  workers: false,
  logConsole: true,
  logFile: false,
  logLevel: "error",
  listen: false,
  indexTX: true,
  httpHost: "127.0.0.1",
  httpPort: 0,
  apiKey: process.env.TPOOL_RPC_PASSWORD,
});
let isOpen = false;

async function stop() {
  if (isOpen) {
    await node.close();
  }
  process.exit(0);
}

process.stdin.on("end", stop);
process.stdin.on("error", stop);
process.stdin.resume();

// Never connect() nor startSync(): the side that speaks to peers stays off.
await node.ensure();
await node.open();
isOpen = true;
console.log(`ready ${node.http.http.address().port} ${node.chain.tip.height}`);
