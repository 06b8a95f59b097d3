// Reads lines "forks container serialization" and writes "serialization root json" for each, as Lodestar has
// them. The forks are named with commas between them; when they disagree about a value, the line says so.
// Usage: LODESTAR_PRESET=minimal node containers.mjs < values > answers
import {createInterface} from 'node:readline';
import {ssz} from '@lodestar/types';

function answer(type, serialization) {
  const value = type.deserialize(Buffer.from(serialization, 'hex'));
  const bytes = Buffer.from(type.serialize(value)).toString('hex');
  const root = Buffer.from(type.hashTreeRoot(value)).toString('hex');
  return `${bytes} ${root} ${JSON.stringify(type.toJson(value))}`;
}

for await (const line of createInterface({input: process.stdin})) {
  const [forks, container, serialization] = line.split(' ');
  let answers;
  try {
    // A type that a fork took over unchanged is one object: it is asked once.
    const types = new Set(forks.split(',').map((fork) => ssz[fork][container]));
    answers = new Set([...types].map((type) => answer(type, serialization)));
  } catch (e) {
    answers = new Set([`refused: ${e.message}`]);
  }

  process.stdout.write(`${[...answers].join(' but ')}\n`);
}
