// The other side of the comparison: does what it is told as often as it is told, and says how long that took.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const { PublicKey, SecretKey, Signature, verify } = createRequire(import.meta.url)("@chainsafe/blst");

let secret, message, key, signature, keyBytes, signatureBytes;

const acts = {
  sign: () => secret.sign(message).toBytes(),
  // Both points have been checked, as they have on the other side.
  verify: () => verify(message, key, signature),
  verifyBytes: () =>
    verify(message, PublicKey.fromBytes(keyBytes, true), Signature.fromBytes(signatureBytes, true, true)),
};

function begin(order) {
  message = Buffer.from(order.message, "hex");
  secret = SecretKey.fromBytes(Buffer.from(order.secret, "hex"));
  key = secret.toPublicKey();
  signature = secret.sign(message);
  keyBytes = key.toBytes();
  signatureBytes = signature.toBytes();
  return {
    key: Buffer.from(keyBytes).toString("hex"),
    signature: Buffer.from(signatureBytes).toString("hex"),
    valid: acts.verify() && acts.verifyBytes(),
  };
}

function repeat({ act, count }) {
  const run = acts[act];
  const before = process.cpuUsage();
  for (let i = 0; i < count; i++) run();
  const { user, system } = process.cpuUsage(before);
  return { microseconds: user + system };
}

for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line);
  process.stdout.write(JSON.stringify(order.act === "begin" ? begin(order) : repeat(order)) + "\n");
}
