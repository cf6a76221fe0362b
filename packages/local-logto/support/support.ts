// `pnpm support`: writes docs/local-logto.md. `--check` fails if it is not current.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderDocument } from './document.ts';
import { probe } from './probe.ts';
import { readRecorded } from './recorded.ts';

const document = fileURLToPath(new URL('../../../docs/local-logto.md', import.meta.url));
const clients = JSON.parse(readFileSync(new URL('../foreign/results.json', import.meta.url), 'utf8'));

const recorded = readRecorded();
const unformatted = renderDocument(recorded, await probe(recorded), clients);
const biome = fileURLToPath(import.meta.resolve('@biomejs/biome/bin/biome'));
const text = execFileSync(process.execPath, [biome, 'format', '--stdin-file-path=local-logto.md'], {
  input: unformatted,
  encoding: 'utf8',
});
if (!process.argv.includes('--check')) writeFileSync(document, text);
else if (readFileSync(document, 'utf8') !== text) {
  console.error('docs/local-logto.md is not what the tests say: run pnpm support');
  process.exit(1);
}
