// Signs a payment from one P2WPKH output: JSON on standard input, the raw transaction in hex on standard
// output.
//
//   {"key": hex of 32 bytes, "transaction": id as shown, "index": n, "amount": "satoshi",
//    "outputs": [{"script": hex, "amount": "satoshi"}]}
//
// Amounts are decimal texts, as satoshi do not fit into a number of JSON everywhere.
import process from "node:process";
import { text } from "node:stream/consumers";
import { Psbt } from "bitcoinjs-lib";
import { bytes, signerOf, verify } from "./key.mjs";

const spend = JSON.parse(await text(process.stdin));
const signer = signerOf(spend.key);
const psbt = new Psbt();
psbt.setVersion(2);
psbt.addInput({
  hash: spend.transaction,
  index: spend.index,
  witnessUtxo: { script: signer.script, value: BigInt(spend.amount) },
});
for (const { script, amount } of spend.outputs) {
  psbt.addOutput({ script: bytes(script), value: BigInt(amount) });
}
psbt.signInput(0, signer);
psbt.validateSignaturesOfInput(0, verify);
psbt.finalizeAllInputs();
console.log(psbt.extractTransaction(true).toHex()); // true: a fee of any height
