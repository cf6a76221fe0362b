import { fail, stop } from '../../../scripts/programs.mjs';
import { writeFigures } from './figures.ts';
import { measure } from './measure.ts';

try {
  writeFigures(await measure((message) => console.log(`… ${message}`)));
  await stop(0);
} catch (error) {
  await fail(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
