// node engine.mjs <run folder>   a stand-in execution engine: Engine API over HTTP on 127.0.0.1, any JWT
// accepted
//
// It takes every payload for valid. What it builds carries the withdrawals that the beacon node asks for,
// blobs by the cycle of the setting `blobs`, and deposits: POST /deposits takes an array of deposits as they
// stand in deposit_data.json (pubkey, withdrawal_credentials, amount, signature) and puts them into the next
// payload as deposit requests (EIP-6110). As on the real chain, a deposit's signature is for the beacon chain
// to judge.
import { settings } from "./run.mjs";
import http from "node:http";
import { createHash } from "node:crypto";

const BODY_BYTES_MAX = 16 << 20; // a payload with its blobs stays below
const PAYLOADS_MAX = 50;
const CELLS_PER_BLOB = 128;
const INFINITY = `0xc0${"00".repeat(47)}`; // commitment and every proof of the zero blob
const ZERO_BLOB = `0x${"00".repeat(4096 * 32)}`;
const GENESIS_HASH = `0x${"0b".repeat(32)}`;
const DEPOSIT_REQUEST_TYPE = "0x00";
const DEPOSIT_FIELDS = { pubkey: 48, withdrawal_credentials: 32, signature: 96 };

const numbers = new Map([[GENESIS_HASH, 0]]); // block number by block hash
const payloads = new Map(); // built payload by payload id
let waiting = []; // deposits that no payload of the chain carries yet
let nextDepositIndex = settings.interopValidators + settings.externalValidators.length;

const sha256 = (text) => `0x${createHash("sha256").update(text).digest("hex")}`;
const bare = (hex) => hex.toLowerCase().replace(/^0x/, "");
const littleEndian64 = (value) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes.toString("hex");
};

function build(parentHash, attributes) {
  const number = (numbers.get(parentHash) ?? 0) + 1;
  const blobs = settings.blobs[number % settings.blobs.length] ?? 0; // none without a cycle
  const seed = JSON.stringify([parentHash, attributes, waiting.map((deposit) => deposit.signature)]);
  const executionPayload = {
    parentHash,
    feeRecipient: attributes.suggestedFeeRecipient,
    stateRoot: sha256(`state ${seed}`),
    receiptsRoot: sha256(`receipts ${seed}`),
    logsBloom: `0x${"00".repeat(256)}`,
    prevRandao: attributes.prevRandao,
    blockNumber: `0x${number.toString(16)}`,
    gasLimit: "0x2255100",
    gasUsed: "0x5208",
    timestamp: attributes.timestamp,
    extraData: "0x",
    baseFeePerGas: "0x7",
    blockHash: sha256(`block ${seed}`),
    transactions: [
      `0x02${bare(sha256(`transaction ${seed}`))}`,
      ...Array(blobs).fill(`0x03${"00".repeat(60)}`),
    ],
    withdrawals: attributes.withdrawals,
    blobGasUsed: `0x${(blobs * 131072).toString(16)}`,
    excessBlobGas: "0x0",
  };
  const requests = waiting.map(depositRequest).join("");
  return { executionPayload, blobs, executionRequests: requests ? [DEPOSIT_REQUEST_TYPE + requests] : [] };
}

const depositRequest = (deposit) =>
  bare(deposit.pubkey) +
  bare(deposit.withdrawal_credentials) +
  littleEndian64(deposit.amount) +
  bare(deposit.signature) +
  littleEndian64(deposit.index);

function builtPayload(id, proofsPerBlob) {
  const payload = payloads.get(id);
  if (!payload) throw Error("unknown payload");
  return {
    executionPayload: payload.executionPayload,
    blockValue: "0x3b9aca00",
    blobsBundle: {
      commitments: Array(payload.blobs).fill(INFINITY),
      proofs: Array(payload.blobs * proofsPerBlob).fill(INFINITY),
      blobs: Array(payload.blobs).fill(ZERO_BLOB),
    },
    shouldOverrideBuilder: false,
    executionRequests: payload.executionRequests,
  };
}

const valid = (latestValidHash) => ({ status: "VALID", latestValidHash, validationError: null });

const methods = {
  engine_exchangeCapabilities: () => Object.keys(methods),
  engine_getClientVersionV1: () => [{ code: "XX", name: "standin", version: "0", commit: "0x00000000" }],
  engine_newPayloadV4: (payload, _blobHashes, _parentBeaconBlockRoot, requests) => {
    numbers.set(payload.blockHash, Number(payload.blockNumber));
    const carried = requests.find((request) => request.startsWith(DEPOSIT_REQUEST_TYPE)) ?? "";
    waiting = waiting.filter((deposit) => !carried.includes(depositRequest(deposit)));
    return valid(payload.blockHash);
  },
  engine_forkchoiceUpdatedV3: ({ headBlockHash }, attributes) => {
    if (!attributes) return { payloadStatus: valid(headBlockHash), payloadId: null };
    const payload = build(headBlockHash, attributes);
    const payloadId = payload.executionPayload.blockHash.slice(0, 18);
    payloads.set(payloadId, payload);
    if (payloads.size > PAYLOADS_MAX) payloads.delete(payloads.keys().next().value);
    return { payloadStatus: valid(headBlockHash), payloadId };
  },
  engine_getPayloadV4: (id) => builtPayload(id, 1),
  engine_getPayloadV5: (id) => builtPayload(id, CELLS_PER_BLOB),
  engine_getBlobsV1: (hashes) => hashes.map(() => null),
  engine_getBlobsV2: () => null,
};

function call({ id, method, params }) {
  if (!(method in methods)) return { jsonrpc: "2.0", id, error: { code: -32601, message: `no ${method}` } };
  try {
    return { jsonrpc: "2.0", id, result: methods[method](...params) };
  } catch (e) {
    return { jsonrpc: "2.0", id, error: { code: -38001, message: e.message } };
  }
}

/** Why a deposit cannot stand in a deposit request, or null. */
function depositFault(deposit) {
  for (const [name, bytes] of Object.entries(DEPOSIT_FIELDS)) {
    if (!new RegExp(`^(0x)?[0-9a-fA-F]{${2 * bytes}}$`).test(deposit?.[name]))
      return `${name} must be ${bytes} bytes`;
  }
  return /^\d{1,19}$/.test(deposit.amount) ? null : "amount must be in Gwei";
}

function takeDeposits(deposits) {
  if (!Array.isArray(deposits)) return [400, { message: "an array of deposits is expected" }];
  const faults = deposits.map(depositFault).flatMap((fault, i) => (fault ? [`deposit ${i}: ${fault}`] : []));
  if (faults.length > 0) return [400, { message: faults.join("; ") }];
  for (const deposit of deposits) waiting.push({ ...deposit, index: nextDepositIndex++ });
  return [200, { waiting: waiting.length }];
}

async function readBody(request) {
  const parts = [];
  let length = 0;
  for await (const part of request) {
    length += part.length;
    if (length > BODY_BYTES_MAX) throw Error("the body is too long");
    parts.push(part);
  }
  return JSON.parse(Buffer.concat(parts).toString());
}

async function answer(request) {
  if (request.method !== "POST") return [405, { message: "POST only" }];
  const body = await readBody(request);
  if (request.url === "/deposits") return takeDeposits(body);
  return [200, Array.isArray(body) ? body.map(call) : call(body)];
}

const server = http.createServer(async (request, response) => {
  const [status, body] = await answer(request).catch((e) => [400, { message: e.message }]);
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
});
server.listen(settings.enginePort, "127.0.0.1", () => {
  console.log(
    JSON.stringify({ event: "engine", depositsUrl: `http://127.0.0.1:${settings.enginePort}/deposits` }),
  );
});
