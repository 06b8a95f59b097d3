// Stand-in for @crate-crypto/node-eth-kzg, for a chain whose only blob is the zero blob (see engine.mjs).
//
// The polynomial of the zero blob is zero, so its cells are zero, and its commitment and all its proofs are
// the point at infinity. Any other blob is refused. The real package sets itself up for three to five seconds
// in each of the node's two threads, at every start.
const CELLS_PER_EXT_BLOB = 128;
const INFINITY = Uint8Array.of(0xc0, ...Array(47).fill(0));
const ZERO_CELL = new Uint8Array(2048);

const isZero = (bytes) => bytes.every((byte) => byte === 0);
const isInfinity = (point) =>
  point.length === INFINITY.length && point.every((byte, i) => byte === INFINITY[i]);
const zeroCells = () => Array(CELLS_PER_EXT_BLOB).fill(ZERO_CELL);

function assertZero(arrays) {
  if (!arrays.every(isZero)) throw Error("this devnet knows no blob but the zero blob");
}

class ZeroBlobContext {
  computeCells(blob) {
    assertZero([blob]);
    return zeroCells();
  }

  async asyncComputeCells(blob) {
    return this.computeCells(blob);
  }

  async asyncComputeBlobKzgProof(blob) {
    assertZero([blob]);
    return INFINITY;
  }

  async asyncRecoverCellsAndKzgProofs(_cellIndices, cells) {
    assertZero(cells);
    return { cells: zeroCells(), proofs: Array(CELLS_PER_EXT_BLOB).fill(INFINITY) };
  }

  async asyncVerifyBlobKzgProofBatch(blobs, commitments, proofs) {
    return blobs.every(isZero) && commitments.every(isInfinity) && proofs.every(isInfinity);
  }

  async asyncVerifyCellKzgProofBatch(commitments, _cellIndices, cells, proofs) {
    return cells.every(isZero) && commitments.every(isInfinity) && proofs.every(isInfinity);
  }
}

export const DasContextJs = { create: () => new ZeroBlobContext() };
